package io.headrace.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of crash points, and what mutants are made of, against the services as they were built. */
class PlacesTest {
    static List<Place> places() {
        return Places.all();
    }

    @ParameterizedTest
    @MethodSource("places")
    void each_place_is_there_in_the_service_as_it_was_built(Place place) {
        BuiltService service = BuiltService.of(place.point().process());

        assertThatCode(() -> service.edit(CrashEdits.of(place))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void each_mutant_can_be_made_of_the_service_as_it_was_built(Mutant mutant) {
        BuiltService service = BuiltService.of(mutant.process());

        assertThat(mutant.edits()).isNotEmpty();
        assertThatCode(() -> mutant.edits().forEach(service::edit)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void each_crash_point_has_a_place_in_its_own_process(CrashPoint point) {
        assertThat(Places.of(point.process())).extracting(Edit::purpose).contains("crash point " + point.wireName());
    }

    @Test
    void what_is_gone_is_told_of() {
        BuiltService processor = BuiltService.of("processor");
        String store = "io.headrace.store.command.CommandStore";

        assertThatThrownBy(() -> processor.edit(edit(store, "gone"))).hasMessageContaining("0 methods gone");
        assertThatThrownBy(() -> processor.edit(edit(store + "Gone", "open"))).hasMessageContaining("Gone");
        assertThatThrownBy(() -> processor.edit(TextEdit.of(Mutant.NO_TOMBSTONE, store, "SELECT gone", "")))
                .hasMessageContaining("SELECT gone");
    }

    @Test
    void names_on_the_wire_are_those_of_the_faults_list() {
        assertThat(Arrays.stream(CrashPoint.values()).map(CrashPoint::wireName))
                .startsWith("ingest.before-send", "ingest.sent-not-acked", "ingest.acked-before-202")
                .contains("processor.after-event-before-offset-commit", "notifier.between-attempts");
        assertThat(CrashPoint.INGEST_BEFORE_SEND.process()).isEqualTo("ingest-api");
        assertThat(CrashPoint.NOTIFIER_AFTER_LEASE.process()).isEqualTo("notifier");
    }

    private static Edit edit(String type, String method) {
        return CrashEdits.of(Place.at(CrashPoint.PROCESSOR_AFTER_POLL, Place.Moment.ENTER, type, method));
    }
}
