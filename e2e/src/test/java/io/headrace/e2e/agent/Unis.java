package io.headrace.e2e.agent;

import java.time.Duration;
import java.util.function.Function;

/** Mutiny's {@code Uni}, as far as mutants use it, by reflection. */
final class Unis {
    private static final String UNI = "io.smallrye.mutiny.Uni";

    private Unis() {}

    /** One that has completed. */
    static Object done(Object uni) {
        ClassLoader loader = uni.getClass().getClassLoader();
        return Reflection.call(Reflection.callStatic(loader, UNI, "createFrom"), "voidItem");
    }

    /** The same work, begun later. */
    static Object after(Duration delay, Object uni) {
        Object delayed = Reflection.call(Reflection.call(call(done(uni), "onItem"), "delayIt"), "by", delay);
        return flatMap(delayed, nothing -> uni);
    }

    static Object map(Object uni, Function<Object, Object> change) {
        return call(uni, "map", change);
    }

    static Object flatMap(Object uni, Function<Object, Object> next) {
        return call(uni, "flatMap", next);
    }

    static void run(Object uni) {
        call(uni, "subscribeAsCompletionStage");
    }

    /** By the interface: what implements it is not always public. */
    private static Object call(Object uni, String method, Object... arguments) {
        Class<?> type = Reflection.load(uni.getClass().getClassLoader(), UNI);
        return Reflection.invoke(Reflection.method(type, method, arguments.length), uni, arguments);
    }
}
