package io.headrace.bench.run.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the memory of a JVM with the JDK's own {@code jcmd}. */
public final class HeapGauge {
    /** {@code total 12345K, used 1234K}, one for each generation of the serial collector, and the like of others. */
    private static final Pattern GENERATION = Pattern.compile("total (\\d+)K, used (\\d+)K");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double KILOBYTES = 1024;

    private HeapGauge() {}

    /**
     * In megabytes.
     *
     * @param live what is used right after a full collection
     * @param resident what the operating system has given; 0 where it does not say
     */
    public record Memory(double usedBefore, double committed, double live, double resident) {}

    /** Makes the JVM collect, which takes it about a tenth of a second. */
    public static Memory look(long pid) {
        Heap before = heap(pid);
        jcmd(pid, "GC.run");
        return new Memory(before.used(), before.committed(), heap(pid).used(), resident(pid));
    }

    private record Heap(double committed, double used) {}

    private static Heap heap(long pid) {
        return heap(jcmd(pid, "GC.heap_info"));
    }

    private static Heap heap(String text) {
        double committed = 0;
        double used = 0;
        Matcher matcher = GENERATION.matcher(text.split("Metaspace")[0]);
        while (matcher.find()) {
            committed += Double.parseDouble(matcher.group(1)) / KILOBYTES;
            used += Double.parseDouble(matcher.group(2)) / KILOBYTES;
        }
        return new Heap(committed, used);
    }

    private static double resident(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return matcher.find() ? Double.parseDouble(matcher.group(1)) / KILOBYTES : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String jcmd(long pid, String command) {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(List.of(program, Long.toString(pid), command))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + pid + " " + command + " failed: " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
