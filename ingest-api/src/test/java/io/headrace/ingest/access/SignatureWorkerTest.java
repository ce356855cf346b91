package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SignatureWorkerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final SignatureWorker worker = new SignatureWorker();

    @Test
    void the_work_is_done_on_another_thread() {
        assertThat(worker.run(() -> Thread.currentThread().getName()).await().atMost(SOON))
                .isEqualTo("signatures");
    }

    @Test
    void where_too_many_wait_who_comes_is_told_to_come_back_and_the_others_are_served() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        while (waiting.stream().noneMatch(CompletableFuture::isDone)) {
            waiting.add(worker.run(gate::join).subscribeAsCompletionStage());
        }
        CompletableFuture<String> refused = waiting.remove(waiting.size() - 1);

        assertThat(waiting.size()).isBetween(200, 201);
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        told -> assertThat(told.problem().code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE));
        gate.complete("done");
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo("done"));
    }
}
