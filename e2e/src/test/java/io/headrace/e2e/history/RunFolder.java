package io.headrace.e2e.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run on disk: its history, and beside it what PostgreSQL held and what was left, so that it can be judged again. */
public record RunFolder(Path path) {

    /** What stands in {@code run.json}. */
    private record Head(Calls calls, int owners, List<Duration> schedule, List<String> leftovers, List<String> leaks) {}

    /** Written by a {@link HistoryFile} while the run goes. */
    public Path history() {
        return path.resolve("history.jsonl");
    }

    /** All but the entries, which are in the history already. */
    public void write(Run run) {
        Head head = new Head(run.calls(), run.owners(), run.schedule(), run.leftovers(), run.leaks());
        JsonLines.write(file("run.json"), Head.class, List.of(head));
        write(run.dump());
    }

    public Run read() {
        Head head = JsonLines.read(file("run.json"), Head.class).get(0);
        return new Run(
                head.calls(),
                head.owners(),
                head.schedule(),
                HistoryFile.read(history()),
                readDump(),
                head.leftovers(),
                head.leaks());
    }

    private void write(Dump dump) {
        JsonLines.write(file("operation.jsonl"), Dump.OperationRow.class, dump.operations());
        JsonLines.write(file("record.jsonl"), Dump.RecordRow.class, dump.records());
        JsonLines.write(file("delivery.jsonl"), Dump.DeliveryRow.class, dump.deliveries());
        JsonLines.write(file("attempt.jsonl"), Dump.AttemptRow.class, dump.attempts());
    }

    private Dump readDump() {
        return new Dump(
                JsonLines.read(file("operation.jsonl"), Dump.OperationRow.class),
                JsonLines.read(file("record.jsonl"), Dump.RecordRow.class),
                JsonLines.read(file("delivery.jsonl"), Dump.DeliveryRow.class),
                JsonLines.read(file("attempt.jsonl"), Dump.AttemptRow.class));
    }

    private Path file(String name) {
        return path.resolve(name);
    }
}
