package io.headrace.ingest.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.headrace.ingest.http.Text;
import java.util.Optional;

/** Decides whether a regular expression may be used: one that RE2 reads, and that stays small when it is compiled. */
final class PatternPolicy {
    static final int MAX_LENGTH = 1_000;
    static final int MAX_PROGRAM = 1_000;
    /** Compiled in a few milliseconds; what comes of it is then measured. */
    private static final long MAX_WRITTEN_OUT = 20_000;

    private PatternPolicy() {}

    static Optional<Text> flawIn(String regex) {
        if (regex.length() > MAX_LENGTH || PatternLength.writtenOut(regex) > MAX_WRITTEN_OUT) {
            return Optional.of(tooLarge());
        }
        try {
            return Pattern.compile(regex).programSize() > MAX_PROGRAM ? Optional.of(tooLarge()) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(Text.of("schema_flaw.pattern", e.getDescription()));
        }
    }

    private static Text tooLarge() {
        return Text.of("schema_flaw.pattern_size", MAX_LENGTH, MAX_PROGRAM);
    }
}
