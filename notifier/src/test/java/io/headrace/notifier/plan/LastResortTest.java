package io.headrace.notifier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class LastResortTest {
    private final List<Integer> exits = new ArrayList<>();

    @Test
    void whatWorksCompletes() {
        subscribe(() -> Uni.createFrom().voidItem()).assertCompleted();

        assertThat(exits).isEmpty();
    }

    @Test
    void whatIsThrownEndsTheProcessAndIsNeverAcknowledged() {
        subscribe(() -> {
                    throw new IllegalStateException("a defect");
                })
                .assertNotTerminated();

        assertThat(exits).containsExactly(1);
    }

    @Test
    void whatFailsLaterDoesSoToo() {
        subscribe(() -> Uni.createFrom().failure(new IllegalStateException("a defect")))
                .assertNotTerminated();

        assertThat(exits).containsExactly(1);
    }

    private UniAssertSubscriber<Void> subscribe(Supplier<Uni<Void>> work) {
        return LastResort.orEnd(work, exits::add).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
