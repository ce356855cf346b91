package io.headrace.e2e.agent;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What mutants do that takes more than a line; called by the code that the agent has put into a service. */
public final class MutantHook {
    /** Longer than the consumer waits before it commits an offset. */
    private static final Duration OFFSET_COMMITTED = Duration.ofSeconds(4);

    private static final Duration SLOW_READ = Duration.ofMillis(200);
    private static final Duration SLOW_WRITE = Duration.ofSeconds(1);
    private static final Duration SLOW_COMMIT = Duration.ofSeconds(1);
    private static final String SECOND_INSTANCE = "processor-2";

    private static final Map<UUID, Object> OLD = new ConcurrentHashMap<>();
    private static final AtomicInteger READS = new AtomicInteger();
    private static volatile @Nullable Object publisher;

    private MutantHook() {}

    /** Done at once; the work begins later, and nobody waits for it. */
    public static Object completeFirst(Object work) {
        Unis.run(Unis.after(OFFSET_COMMITTED, work));
        return Unis.done(work);
    }

    /** The second instance has read before the first one does, so it cannot know what that one writes. */
    public static Object readLaterInFirstInstance(Object work) {
        return isSecondInstance() ? work : Unis.after(SLOW_READ, work);
    }

    /** When the first one has read and written, and has gone on. */
    public static Object writeLaterInSecondInstance(Object work) {
        return isSecondInstance() ? Unis.after(SLOW_WRITE, work) : work;
    }

    public static void remember(Object eventPublisher) {
        publisher = eventPublisher;
    }

    /** From the second batch on: the first one tells who publishes. */
    public static Object publishFirst(Object plan, Object work) {
        Object known = publisher;
        if (known == null) {
            return work;
        }
        ClassLoader loader = known.getClass().getClassLoader();
        List<Object> events = new ArrayList<>();
        for (Object settled : (List<?>) Reflection.call(plan, "settled")) {
            events.add(Reflection.callStatic(loader, "io.headrace.processor.EventComposer", "compose", settled));
        }
        Reflection.call(known, "sendAndAwait", events);
        return Unis.after(SLOW_COMMIT, work);
    }

    public static List<?> reversed(List<?> batch) {
        List<Object> reversed = new ArrayList<>(batch);
        Collections.reverse(reversed);
        return reversed;
    }

    public static void acceptAtOnce(Object handover) {
        Method end = Reflection.method(handover.getClass(), "end", 1);
        for (Object outcome : end.getParameterTypes()[0].getEnumConstants()) {
            if (outcome.toString().equals("ACCEPTED")) {
                Reflection.call(handover, "end", outcome);
            }
        }
    }

    public static Object oldEveryOtherTime(UUID id, Object read) {
        return Unis.map(read, found -> {
            Object old = ((Optional<?>) found).isPresent() ? OLD.putIfAbsent(id, found) : found;
            return old == null || READS.incrementAndGet() % 2 == 0 ? found : old;
        });
    }

    public static Object twice(Object work) {
        return Unis.flatMap(work, first -> work);
    }

    private static boolean isSecondInstance() {
        return SECOND_INSTANCE.equals(System.getenv("HEADRACE_INSTANCE"));
    }
}
