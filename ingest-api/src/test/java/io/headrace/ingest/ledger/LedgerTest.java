package io.headrace.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Ids;
import io.headrace.store.usage.UsageCounts;
import io.headrace.store.usage.UsageKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is noted before it is written: nothing twice, nothing lost but what is said to be, and never without a bound. */
class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UsageKey KEY =
            new UsageKey(UUID.randomUUID(), UUID.randomUUID(), "k1", LocalDate.of(2026, 3, 1));

    @Test
    void each_request_is_fetched_once_however_many_count_and_fetch_at_a_time() {
        UsageCounter counter = new UsageCounter();
        List<CompletableFuture<Void>> clients = IntStream.range(0, 4)
                .mapToObj(client -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        counter.add(KEY, UsageCounts.ofOne(202, 10, 20, NOW));
                    }
                }))
                .toList();
        List<Map<UsageKey, UsageCounts>> fetched = new ArrayList<>();
        while (!clients.stream().allMatch(CompletableFuture::isDone)) {
            fetched.add(counter.fetch());
        }
        fetched.add(counter.fetch());

        assertThat(fetched.stream()
                        .flatMap(each -> each.values().stream())
                        .mapToLong(UsageCounts::requests)
                        .sum())
                .isEqualTo(40_000);
    }

    @Test
    void what_could_not_be_written_is_fetched_again_with_what_came_since() {
        UsageCounter counter = new UsageCounter();
        counter.add(KEY, UsageCounts.ofOne(404, 1, 2, NOW));
        Map<UsageKey, UsageCounts> lost = counter.fetch();
        counter.add(KEY, UsageCounts.ofOne(429, 3, 4, NOW.plusSeconds(1)));
        counter.putBack(lost);

        assertThat(counter.fetch()).containsEntry(KEY, new UsageCounts(2, 1, 1, 0, 4, 6, NOW.plusSeconds(1)));
        assertThat(counter.fetch()).isEmpty();
    }

    @Test
    void errors_are_counted_by_their_class() {
        UsageCounts sum = IntStream.of(200, 202, 400, 404, 429, 500, 503)
                .mapToObj(status -> UsageCounts.ofOne(status, 0, 0, NOW))
                .reduce(UsageCounts::plus)
                .orElseThrow();

        assertThat(sum).isEqualTo(new UsageCounts(7, 2, 1, 2, 0, 0, NOW));
    }

    @Test
    void a_buffer_that_is_full_takes_no_more_and_goes_on_when_there_is_room() {
        AuditBuffer buffer = new AuditBuffer(2);
        AuditDraft first = draft(200, "k1", "/");

        assertThat(buffer.add(first)).isTrue();
        assertThat(buffer.add(draft(200, "k1", "/"))).isTrue();
        assertThat(buffer.add(draft(200, "k1", "/"))).isFalse();
        assertThat(buffer.fetch(1)).containsExactly(first);
        assertThat(buffer.add(draft(200, "k1", "/"))).isTrue();
    }

    @Test
    void of_refusals_for_asking_too_much_the_first_of_each_time_stands_for_all() {
        AuditBuffer buffer = new AuditBuffer(100);
        for (int i = 0; i < 10; i++) {
            assertThat(buffer.add(draft(429, "k1", "/"))).isTrue();
            assertThat(buffer.add(draft(429, "k2", "/"))).isTrue();
        }
        assertThat(buffer.fetch(100)).extracting(AuditDraft::actor).containsExactlyInAnyOrder("k1", "k2");

        buffer.forgetRefusals();
        buffer.add(draft(429, "k1", "/"));

        assertThat(buffer.fetch(100)).hasSize(1);
    }

    @Test
    void an_entry_names_the_record_and_the_operation_of_its_path() {
        UUID id = Ids.create();

        assertThat(draft(200, "k1", "/api/v1/data/orders/" + Ids.format(Ids.RECORD, id))
                        .entry()
                        .recordId())
                .isEqualTo(id);
        assertThat(draft(200, "k1", "/api/v1/operations/" + Ids.format(Ids.OPERATION, id))
                        .entry()
                        .operationId())
                .isEqualTo(id);
        assertThat(draft(404, "k1", "/secret/path").entry().route()).isEqualTo("-");
    }

    private static AuditDraft draft(int status, String actor, String path) {
        return new AuditDraft(
                Ids.create(),
                NOW,
                UUID.randomUUID(),
                null,
                actor,
                "GET",
                path,
                null,
                null,
                status,
                0,
                "req_1",
                "127.0.0.1");
    }
}
