package io.headrace.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code ./mvnw -Pup}: starts the system, says how to use it, and stays until Ctrl-C or SIGTERM. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Main() {}

    /** No arguments: environment variables and {@code -Dheadrace.fresh} say what differs from the standard. */
    public static void main(String[] arguments) throws InterruptedException {
        Console console = Console.ofThisTerminal();
        try {
            LocalConfig config = LocalConfig.of(System.getenv(), System.getProperties(), console::print);
            run(config, console);
            new CountDownLatch(1).await();
        } catch (StartupProblem e) {
            console.print(e.getMessage());
            System.exit(1);
        }
    }

    /** Ends by the system's own shutdown hook, also while it starts. */
    private static void run(LocalConfig config, Console console) {
        long begin = System.nanoTime();
        LocalSystem system = LocalSystem.start(config);
        Credentials credentials = system.awaitReady(PATIENCE);
        new Welcome(credentials, config.folder())
                .lines(Duration.ofNanos(System.nanoTime() - begin))
                .forEach(console::print);
    }
}
