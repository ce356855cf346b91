package io.headrace.bench.run.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Seconds of processor time that each process has used, from {@code /proc}; empty where there is none. */
final class CpuMeter {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of {@code /proc/<pid>/stat}, counted from the state. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final Supplier<Map<String, Long>> processes;

    /** The one whose work is done by children. */
    private static final String FAMILY = "postgres";

    /** @param processes by name; a name is followed over a restart */
    CpuMeter(Supplier<Map<String, Long>> processes) {
        this.processes = processes;
    }

    Map<String, Double> read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return seconds;
        }
        processes.get().forEach((name, pid) -> seconds.put(name, name.equals(FAMILY) ? ofFamily(pid) : ofOne(pid)));
        seconds.put("whole machine", ofMachine());
        return seconds;
    }

    /** What was used between two readings. */
    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new TreeMap<>();
        after.forEach((name, seconds) ->
                used.put(name, Math.max(0, Math.round((seconds - before.getOrDefault(name, 0.0)) * 100) / 100.0)));
        return used;
    }

    private static double ofOne(long pid) {
        String[] own = stat(pid);
        return own.length == 0 ? 0 : ticks(own) / TICKS_PER_SECOND;
    }

    /** Of children that have ended too. */
    private static double ofFamily(long pid) {
        String[] own = stat(pid);
        if (own.length == 0) {
            return 0;
        }
        double ticks = ticks(own) + Double.parseDouble(own[CHILDREN_USER]) + Double.parseDouble(own[CHILDREN_SYSTEM]);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(pid).map(ProcessHandle::children).orElse(Stream.empty())) {
            ticks += children.map(child -> stat(child.pid()))
                    .filter(fields -> fields.length > 0 && fields[PARENT].equals(Long.toString(pid)))
                    .mapToDouble(CpuMeter::ticks)
                    .sum();
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double ticks(String[] fields) {
        return Double.parseDouble(fields[USER]) + Double.parseDouble(fields[SYSTEM]);
    }

    /** The fields after the command, which may have blanks in it; none if the process is gone. */
    private static String[] stat(long pid) {
        try {
            String text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    /** Everything but idle, waiting for disks, and what the host took for others. */
    private static double ofMachine() {
        try {
            String[] fields = Files.readAllLines(PROC.resolve("stat")).get(0).split("\\s+");
            double ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
