package io.headrace.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final List<Entry> ENTRIES = List.of(
            new Entry.Invoke(
                    10,
                    1,
                    1,
                    2,
                    0,
                    0,
                    CallKind.CREATE,
                    null,
                    "key \"1\"",
                    7L,
                    "{\"n\":1e2,\"t\":\"中文\\n\"}",
                    "/t",
                    "/s"),
            new Entry.Invoke(20, 2, 2, 2, 0, 1, CallKind.LIST, null, null, null, null, null, null),
            new Entry.Answer(30, 1, Outcome.OK, 202, 0, "rec_a", "op_a", 3L, "{}", Set.of(0, 1)),
            new Entry.Answer(40, 2, Outcome.UNKNOWN, 0, 0, null, null, null, null, Set.of()),
            new Entry.Receipt(
                    50, 0, "/t", "evt_a", 1, 200, true, null, "record.created", "op_a", "rec_a", 1L, Set.of(0)),
            new Entry.Fault(60, Entry.Phase.BEGIN, FaultKind.CRASH_POINT, "processor", "in the transaction"),
            new Entry.Quiet(70));

    private static final Dump DUMP = new Dump(
            List.of(
                    new Dump.OperationRow("op_a", 0, "rec_a", "create", "applied", null, 1L, "call-x-1", 3, 12),
                    new Dump.OperationRow("op_b", -1, null, null, "dead", 40000, null, null, 3, 13)),
            List.of(new Dump.RecordRow("rec_a", 0, 2, null, true, 3, 14)),
            List.of(new Dump.DeliveryRow("dlv_a", "evt_a", 0, "http://127.0.0.1:9/t", "delivered", 1, 0)),
            List.of(new Dump.AttemptRow(
                    "dlv_a",
                    1,
                    Instant.parse("2026-01-01T00:00:00.123456Z"),
                    Duration.ofMillis(1_500),
                    null,
                    "timeout")));

    @TempDir
    private Path folder;

    @Test
    void a_run_comes_back_from_its_folder_as_it_was() {
        RunFolder runFolder = new RunFolder(folder);
        Run run = new Run(
                new Calls("x"),
                2,
                List.of(Duration.ZERO, Duration.ofMillis(500)),
                ENTRIES,
                DUMP,
                List.of("partition 3"),
                List.of());
        try (HistoryFile history = HistoryFile.append(runFolder.history())) {
            ENTRIES.forEach(history::add);
        }
        runFolder.write(run);

        assertThat(runFolder.read()).isEqualTo(run);
    }

    @Test
    void an_empty_run_comes_back_too() {
        RunFolder runFolder = new RunFolder(folder);
        Dump nothing = new Dump(List.of(), List.of(), List.of(), List.of());
        Run run = new Run(new Calls("x"), 0, List.of(), List.of(), nothing, List.of(), List.of());
        HistoryFile.append(runFolder.history()).close();
        runFolder.write(run);

        assertThat(runFolder.read()).isEqualTo(run);
    }

    @Test
    void many_threads_may_add_and_the_order_is_that_of_time() throws Exception {
        Path file = folder.resolve("history.jsonl");
        List<Thread> threads = new ArrayList<>();
        try (HistoryFile history = HistoryFile.append(file)) {
            for (int i = 0; i < 4; i++) {
                int offset = i;
                threads.add(new Thread(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        history.add(new Entry.Quiet(n * 4L + offset));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(HistoryFile.read(file))
                .hasSize(20_000)
                .isSortedAccordingTo((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
    }

    @Test
    void a_file_is_continued_and_a_last_line_that_was_cut_off_is_left_out() throws Exception {
        Path file = folder.resolve("history.jsonl");
        for (Entry entry : ENTRIES) {
            try (HistoryFile history = HistoryFile.append(file)) {
                history.add(entry);
            }
        }
        Files.writeString(file, "{\"entry\":\"quiet\",\"atNa", StandardOpenOption.APPEND);

        assertThat(HistoryFile.read(file)).isEqualTo(ENTRIES);
    }
}
