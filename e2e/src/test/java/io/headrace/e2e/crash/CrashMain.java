package io.headrace.e2e.crash;

import io.headrace.e2e.history.Run;
import io.headrace.e2e.history.RunFolder;
import io.headrace.e2e.judge.Judge;
import io.headrace.e2e.judge.Verdict;
import io.headrace.e2e.judge.VerdictTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/** {@code ./mvnw -Pcrash}: a long run, or an old one judged again. Ends with 1 where a rule was broken. */
public final class CrashMain {
    private CrashMain() {}

    /**
     * System properties: {@code seed} (chosen if empty); {@code minutes} and {@code rate}, or {@code lane} with the
     * value short; or {@code judge}, a run's folder.
     */
    public static void main(String[] arguments) throws Exception {
        String judge = property("judge");
        Path folder;
        Run run;
        if (judge.isEmpty()) {
            CrashConfig config = config();
            folder = config.folder();
            System.out.println("seed " + config.seed() + ", in " + folder);
            CrashRun crashes = new CrashRun(config, System.out::println);
            run = crashes.run();
            System.out.println("crash points at which nobody died: " + crashes.notFired());
        } else {
            folder = Path.of(property("root")).resolve(judge);
            run = new RunFolder(folder).read();
        }
        System.exit(tell(run, folder) ? 0 : 1);
    }

    private static CrashConfig config() {
        String seedText = property("seed");
        long seed = seedText.isEmpty() ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Long.parseLong(seedText);
        Path folder = Path.of("target", "crash", Long.toString(seed)).toAbsolutePath();
        if (property("lane").equals("short")) {
            return CrashConfig.shortLane(seed, folder);
        }
        return CrashConfig.longLane(
                seed,
                Duration.ofMinutes(Long.parseLong(property("minutes"))),
                Integer.parseInt(property("rate")),
                folder);
    }

    private static boolean tell(Run run, Path folder) throws IOException {
        Verdict verdict = Judge.judge(run);
        String table = VerdictTable.markdown(verdict);
        Files.writeString(folder.resolve("table.md"), table);
        System.out.println(table);
        return verdict.holds();
    }

    private static String property(String name) {
        return System.getProperty(name, "").strip();
    }
}
