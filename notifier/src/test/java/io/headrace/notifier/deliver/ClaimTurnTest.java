package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

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
}
