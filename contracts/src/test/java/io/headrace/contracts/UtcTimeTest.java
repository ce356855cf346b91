package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class UtcTimeTest {
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    @Property
    void it_is_what_javas_formatter_writes(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_10000 - 1) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        assertThat(UtcTime.millis(time)).isEqualTo(formatted(time, "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'"));
        assertThat(UtcTime.seconds(time)).isEqualTo(formatted(time, "uuuu-MM-dd'T'HH:mm:ss'Z'"));
    }

    private static String formatted(Instant time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(time);
    }
}
