package io.headrace.ingest.record;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Prefer: wait=N} (RFC 7240): what is not understood is no preference. */
final class WaitPreference {
    private static final int MAX_SECONDS = 10;
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

    private WaitPreference() {}

    /** How long to hold the answer, 10 seconds at most; empty for not at all. */
    static Optional<Duration> parse(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Math.min(MAX_SECONDS, Integer.parseInt(matcher.group(1)))))
                : Optional.empty();
    }
}
