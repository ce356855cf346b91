package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimTurnTest {
    private final ClaimTurn turn = new ClaimTurn();

    @Test
    void oneTurnRunsAtATime() {
        assertThat(turn.begin()).isTrue();
        assertThat(turn.begin()).isFalse();
    }

    @Test
    void aTurnAskedForMeanwhileIsNotForgotten() {
        turn.begin();
        turn.begin();
        turn.begin();

        assertThat(turn.end()).isTrue();
        assertThat(turn.begin()).isTrue();
        assertThat(turn.end()).isFalse();
    }

    @Test
    void nothingIsReservedWhileAClaimRuns() {
        List<String> ran = new ArrayList<>();
        turn.unlessRunning(() -> ran.add("before"));
        turn.begin();
        turn.unlessRunning(() -> ran.add("meanwhile"));
        turn.end();
        turn.unlessRunning(() -> ran.add("after"));

        assertThat(ran).containsExactly("before", "after");
    }
}
