package io.headrace.local;

import io.headrace.backends.Patience;
import io.headrace.backends.Program;
import io.headrace.local.SupervisedProcess.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All processes of one local system: started together, watched together, stopped rank by rank. */
final class Crew {
    /** Who dies this often without ever having been ready will not get up by itself. */
    private static final int HOPELESS_AFTER_DEATHS = 5;

    /** Each look is a request that the service answers, and logs while it is not ready. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** The order of stopping: users before what they use. */
    enum Rank {
        SERVICE,
        KAFKA,
        POSTGRES
    }

    private record Member(SupervisedProcess process, Rank rank) {}

    private final LocalFolder folder;
    private final Consumer<String> console;
    private final ServicesFile file;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "restarts"));
    private final Surroundings surroundings;

    Crew(LocalFolder folder, Consumer<String> console) {
        this.folder = folder;
        this.console = console;
        this.file = new ServicesFile(folder.services());
        this.surroundings = new Surroundings(clock, RestartBackoff.STANDARD, console, this::writeDown);
    }

    SupervisedProcess join(Program program, int port, Rank rank) {
        try {
            SupervisedProcess process = new SupervisedProcess(program, port, folder.log(program.name()), surroundings);
            members.add(new Member(process, rank));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SupervisedProcess process(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process has the name " + name));
    }

    List<SupervisedProcess> processes() {
        return members.stream()
                .sorted(Comparator.comparing(Member::rank))
                .map(Member::process)
                .toList();
    }

    void startAtOnce(List<SupervisedProcess> processes) {
        forAllAtOnce(processes, SupervisedProcess::start);
    }

    void awaitAll(Duration patience) {
        await(processes(), patience);
    }

    void await(List<SupervisedProcess> processes, Duration patience) {
        List<SupervisedProcess> missing = new ArrayList<>(processes);
        try {
            Patience.until(patience, BETWEEN_LOOKS, () -> noneMissing(missing), "not ready");
        } catch (IllegalStateException e) {
            throw complaint(missing.get(0), "is not ready after " + patience.toSeconds() + " s", e);
        }
    }

    /** Services first, all at once; then Kafka; then PostgreSQL. */
    void dismiss() throws IOException {
        processes().forEach(SupervisedProcess::retire);
        clock.shutdownNow();
        for (Rank rank : EnumSet.allOf(Rank.class)) {
            forAllAtOnce(ofRank(rank), SupervisedProcess::stop);
        }
        for (SupervisedProcess process : processes()) {
            process.closeLog();
        }
    }

    private List<SupervisedProcess> ofRank(Rank rank) {
        return members.stream()
                .filter(member -> member.rank() == rank)
                .map(Member::process)
                .toList();
    }

    private static boolean noneMissing(List<SupervisedProcess> missing) {
        missing.removeIf(SupervisedProcess::answers);
        missing.stream()
                .filter(process -> process.deathsInARow() >= HOPELESS_AFTER_DEATHS)
                .findFirst()
                .ifPresent(process -> {
                    throw complaint(process, "does not get up", null);
                });
        return missing.isEmpty();
    }

    private static StartupProblem complaint(SupervisedProcess process, String what, @Nullable Throwable cause) {
        return new StartupProblem(
                process.name() + " " + what + "; the end of " + process.log() + ":\n" + process.lastWords(), cause);
    }

    /** One at a time from looking to writing, or an old list could overwrite a newer one. */
    private synchronized void writeDown() {
        try {
            file.write(processes().stream()
                    .flatMap(process -> process.entry().stream())
                    .toList());
        } catch (IOException e) {
            console.accept(Console.prefixed("headrace", "cannot write services.json: " + e.getMessage()));
        }
    }

    /** On threads of their own, as also the shutdown hook uses it, when the common pool may be gone. */
    private static void forAllAtOnce(List<SupervisedProcess> processes, Consumer<SupervisedProcess> action) {
        List<CompletableFuture<Void>> all = processes.stream()
                .map(process -> CompletableFuture.runAsync(
                        () -> action.accept(process),
                        task -> daemon(task, process.name()).start()))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
