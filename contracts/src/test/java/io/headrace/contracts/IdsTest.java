package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Property
    void every_uuid_survives_its_text(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);

        String text = Ids.format(Ids.RECORD, id);

        assertThat(text).matches("rec_[0-9a-z]{26}");
        assertThat(Ids.parse(Ids.RECORD, text)).contains(id);
    }

    @Property
    void texts_sort_as_the_bits_do(@ForAll long one, @ForAll long other) {
        int bits = Long.compareUnsigned(one, other);

        int texts = Ids.format("", new UUID(one, 0)).compareTo(Ids.format("", new UUID(other, 0)));

        assertThat(Integer.signum(texts)).isEqualTo(Integer.signum(bits));
    }

    @Test
    void new_ids_sort_by_time() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(Ids.format(Ids.OPERATION, Ids.create()));
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void other_forms_are_refused() {
        String good = Ids.format(Ids.RECORD, Ids.create());

        assertThat(Ids.parse(Ids.RECORD, good.toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(Ids.parse(Ids.OPERATION, good)).isEmpty();
        assertThat(Ids.parse(Ids.RECORD, good + "0")).isEmpty();
        assertThat(Ids.parse(Ids.RECORD, "rec_" + "8" + "0".repeat(25))).isEmpty();
        assertThat(Ids.parse(Ids.RECORD, "rec_" + "u".repeat(26))).isEmpty();
        assertThat(Ids.parse(Ids.RECORD, "rec_" + "\u00e9".repeat(26))).isEmpty();
        assertThat(Ids.parse(Ids.RECORD, "")).isEmpty();
    }

    @Test
    void a_derived_id_is_the_same_for_ever_and_keeps_the_millisecond() {
        UUID event = UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ab");

        UUID derived = Ids.derive(event, "callback");

        assertThat(derived).isEqualTo(Ids.derive(event, "callback")).isNotEqualTo(Ids.derive(event, "other"));
        assertThat(derived.toString()).startsWith("0193a8f0-7c00-8");
        assertThat(derived.variant()).isEqualTo(2);
        assertThat(Ids.derive(Instant.ofEpochMilli(0x0193a8f07c00L), "x").toString())
                .startsWith("0193a8f0-7c00-8");
    }

    @Test
    void the_first_id_of_a_time_is_before_all_others_of_it() {
        UUID id = UUID.fromString("0193a8f0-7c00-7abc-8def-0123456789ab");

        assertThat(Ids.time(id)).isEqualTo(Instant.ofEpochMilli(0x0193a8f07c00L));
        assertThat(Ids.first(Ids.time(id))).hasToString("0193a8f0-7c00-0000-0000-000000000000");
        assertThat(Ids.first(Instant.EPOCH.minusSeconds(1))).isEqualTo(new UUID(0, 0));
    }
}
