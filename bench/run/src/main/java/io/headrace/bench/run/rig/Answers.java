package io.headrace.bench.run.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers that the generator wrote down. Its clock is the one of every process of this machine. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 4;

    private Answers() {}

    /** A write that was answered 202. */
    public record Accepted(String operationId, long intendedNanos, long answeredNanos) {}

    public static List<Accepted> accepted(Path file) {
        try {
            List<Accepted> all = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", PARTS);
                if (parts[2].equals("202")) {
                    String operation =
                            JSON.readTree(parts[3]).path("operationId").asText();
                    all.add(new Accepted(operation, Long.parseLong(parts[0]), Long.parseLong(parts[1])));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
