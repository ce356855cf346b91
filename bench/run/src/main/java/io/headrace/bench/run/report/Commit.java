package io.headrace.bench.run.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Which source was measured; {@code +} where it had changes that were not committed. */
public final class Commit {
    private Commit() {}

    public static String of(Path folder) {
        String id = git(folder, List.of("git", "rev-parse", "--short=12", "HEAD"));
        if (id.isEmpty()) {
            return "unknown";
        }
        boolean changed = !git(folder, List.of("git", "status", "--porcelain", "--untracked-files=no"))
                .isEmpty();
        return changed ? id + "+" : id;
    }

    private static String git(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
