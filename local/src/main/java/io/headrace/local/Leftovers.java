package io.headrace.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Ends what a supervisor that was killed has left running, so that the ports and the data are free again. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<String> console;

    Leftovers(Consumer<String> console) {
        this.console = console;
    }

    /** In the order of the list: services stand before the backends they use. */
    void end(List<ServiceEntry> entries) {
        List<ServiceEntry> alive =
                entries.stream().filter(entry -> find(entry).isPresent()).toList();
        for (ServiceEntry entry : alive) {
            console.accept("ending " + entry.name() + " (process " + entry.pid() + "), left by a run that was killed");
            find(entry).ifPresent(Leftovers::end);
        }
    }

    private static Optional<ProcessHandle> find(ServiceEntry entry) {
        return ProcessHandle.of(entry.pid())
                .filter(ProcessHandle::isAlive)
                .filter(handle -> entry.isSameProcess(handle.info().startInstant()));
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!endsWithin(process)) {
            process.destroyForcibly();
            endsWithin(process);
        }
    }

    private static boolean endsWithin(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
