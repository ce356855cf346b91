package io.headrace.e2e.crash;

import io.headrace.e2e.history.Run;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/** The long lane as a program: {@code ./mvnw -Pcrash -Dminutes=N -Dseed=S}. */
public final class CrashMain {
    private static final String MINUTES = "10";
    private static final int RATE = 75;

    private CrashMain() {}

    /** System properties: minutes, seed. Ends with 1 where a rule was broken. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        String seedText = System.getProperty("seed", "");
        long seed = seedText.isEmpty() ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Long.parseLong(seedText);
        Duration length = Duration.ofMinutes(Long.parseLong(System.getProperty("minutes", MINUTES)));
        System.out.println("seed " + seed);
        Path folder = Path.of("target", "crash", Long.toString(seed)).toAbsolutePath();
        CrashConfig config = System.getProperty("lane", "long").equals("short")
                ? CrashConfig.shortLane(seed, folder)
                : CrashConfig.longLane(seed, length, RATE, folder);
        Run run = new CrashRun(config, System.out::println).run();
        System.out.println("leftovers " + run.leftovers() + " leaks " + run.leaks());
    }
}
