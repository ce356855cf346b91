package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.local.LocalSystem;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When Kafka or PostgreSQL is away: honest answers, honest readiness, and work goes on when they are back. */
@Tag("alone")
class OutageTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("outage", config -> config);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void without_kafka_a_write_is_refused_with_the_truth_and_reads_go_on() {
        LocalSystem local = system.local();
        String id = system.live().post(ORDER).id();
        system.awaitRecord(system.live(), id, 1);
        local.stop("kafka");
        try {
            List<CompletableFuture<ApiClient.Answer>> sent = IntStream.range(0, 50)
                    .mapToObj(i -> system.live().postLater(ORDER))
                    .toList();
            for (CompletableFuture<ApiClient.Answer> each : sent) {
                assertRefusedHonestly(each.join());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> ready("ingest-api") == 503);
            ApiClient.Answer known = system.live().post(ORDER);
            assertThat(known.json().path("outcome").asText()).isEqualTo("not_accepted");
            assertThat(system.live().record(id).status()).isEqualTo(200);
        } finally {
            local.process("kafka").start();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> ready("ingest-api") == 200);
        String after = system.live().post(ORDER).id();
        system.awaitRecord(system.live(), after, 1);
    }

    @Test
    void without_postgresql_writes_are_accepted_and_applied_later() {
        LocalSystem local = system.local();
        system.awaitRecord(system.live(), system.live().post(ORDER).id(), 1);
        local.stop("postgres");
        String id;
        try {
            ApiClient.Answer accepted = system.live().post(ORDER);
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            id = accepted.id();
            ApiClient.Answer read = system.live().record(id);
            assertThat(read.status()).isEqualTo(503);
            await().atMost(Duration.ofSeconds(30)).until(() -> ready("processor") == 503);
        } finally {
            local.process("postgres").start();
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> system.live().record(id).status() == 200);
        await().atMost(Duration.ofSeconds(60)).until(() -> ready("processor") == 200 && ready("ingest-api") == 200);
    }

    @Test
    void without_postgresql_an_owner_goes_on_on_credit_and_pays_it_back() {
        LocalSystem local = system.local();
        LimitedOwner owner = new LimitedOwner(system, "1000, 60000, 10, 100000");
        for (int i = 0; i < 4; i++) {
            assertThat(owner.post().status()).isEqualTo(202);
        }
        local.stop("postgres");
        try {
            for (int i = 0; i < 6; i++) {
                ApiClient.Answer answer = owner.post();
                assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            }
            assertThat(owner.post().code()).isEqualTo(42902);
        } finally {
            local.process("postgres").start();
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> owner.taken("write", "day") == 10);
        assertThat(owner.post().code()).isEqualTo(42902);
        await().atMost(Duration.ofSeconds(60)).until(() -> ready("processor") == 200 && ready("ingest-api") == 200);
    }

    private static void assertRefusedHonestly(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo(50301);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        String outcome = answer.json().path("outcome").asText();
        assertThat(outcome).isIn("unknown", "not_accepted");
        if (outcome.equals("unknown")) {
            assertThat(answer.operationId()).matches("op_[0-9a-z]{26}");
        }
    }

    private static int ready(String service) {
        int port = system.local().process(service).port();
        return ApiClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")))
                .status();
    }
}
