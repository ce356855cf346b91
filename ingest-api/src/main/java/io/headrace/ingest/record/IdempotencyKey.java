package io.headrace.ingest.record;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Idempotency-Key}: the client's own name for one write, which it may send again. */
final class IdempotencyKey {
    static final String NAME = "Idempotency-Key";
    static final int MAX_LENGTH = 255;
    private static final Pattern FORM = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    private IdempotencyKey() {}

    /** The key; null where the client has none. */
    static @Nullable String parse(@Nullable String header) {
        if (header != null && !FORM.matcher(header).matches()) {
            throw Problem.badParameter(NAME, Text.of("header.idempotency-key", MAX_LENGTH))
                    .exception();
        }
        return header;
    }
}
