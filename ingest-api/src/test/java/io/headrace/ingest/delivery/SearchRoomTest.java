package io.headrace.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SearchRoomTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final SearchRoom room = new SearchRoom();
    private final List<CompletableFuture<String>> going = new ArrayList<>();
    private final List<Cancellable> searches = new ArrayList<>();

    @Test
    void oneMoreThanThereIsRoomForIsRefused() {
        fill();

        assertThatThrownBy(() -> find("more")).isInstanceOf(SearchRoom.Full.class);
    }

    @Test
    void aSearchThatEndsMakesRoomHoweverItEnds() {
        fill();
        going.get(0).complete("found");
        assertThat(find("one")).isEqualTo("one");
        going.get(1).completeExceptionally(new IllegalStateException("too long"));
        searches.get(2).cancel();

        add();
        add();
        assertThat(find("two")).isEqualTo("two");
        add();
        assertThatThrownBy(() -> find("more")).isInstanceOf(SearchRoom.Full.class);
    }

    @Test
    void aShortSearchIsWaitedFor() {
        fill();
        CompletableFuture<String> waiting =
                room.search(() -> Uni.createFrom().item("waited")).subscribeAsCompletionStage();
        assertThat(waiting).isNotDone();

        going.get(0).complete("found");

        assertThat(waiting).succeedsWithin(SOON).isEqualTo("waited");
    }

    @Test
    void aSearchThatIsRefusedBeforeItBeginsTakesNoPlace() {
        for (int i = 0; i <= SearchRoom.MAX_AT_ONCE; i++) {
            assertThatThrownBy(() -> room.search(() -> {
                                throw new IllegalArgumentException("no such parameter");
                            })
                            .await()
                            .atMost(SOON))
                    .hasMessage("no such parameter");
        }
    }

    @Test
    void whatASearchFailsForIsPassedOn() {
        assertThatThrownBy(() -> room.search(() -> Uni.createFrom().failure(new IllegalStateException("broken")))
                        .await()
                        .atMost(SOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    private void fill() {
        while (going.size() < SearchRoom.MAX_AT_ONCE) {
            add();
        }
    }

    private void add() {
        CompletableFuture<String> found = new CompletableFuture<>();
        going.add(found);
        searches.add(room.search(() -> Uni.createFrom().completionStage(found))
                .subscribe()
                .with(item -> {}, failed -> {}));
    }

    private String find(String answer) {
        return room.search(() -> Uni.createFrom().item(answer)).await().atMost(SOON);
    }
}
