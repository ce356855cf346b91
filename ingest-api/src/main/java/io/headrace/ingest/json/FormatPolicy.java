package io.headrace.ingest.json;

import com.google.re2j.Pattern;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides how each {@code format} of a schema is asserted, so that no text of a client can stall or break the door.
 *
 * <p>The library's own checks backtrack: on 100 KB some take longer than 25 seconds, and others overflow the stack. They are bounded
 * where the standard bounds the text, written again for RE2, whose time is linear, or not asserted.
 */
public final class FormatPolicy {
    /** RFC 1035, section 2.3.4, without the last dot. */
    private static final int MAX_HOSTNAME = 253;
    /** RFC 3696, section 3: 64 before the "@" and 255 behind it. */
    private static final int MAX_EMAIL = 320;

    private static final Map<String, Integer> MAX_LENGTHS =
            Map.of("hostname", MAX_HOSTNAME, "idn-hostname", MAX_HOSTNAME, "email", MAX_EMAIL, "idn-email", MAX_EMAIL);

    private static final String POINTER = "(?:/(?:[^/#~]|~[01])*)*";
    private static final String VARIABLE_CHARACTER = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
    private static final String VARIABLE =
            VARIABLE_CHARACTER + "(?:\\.?" + VARIABLE_CHARACTER + ")*(?::[1-9][0-9]{0,3}|\\*)?";
    private static final String LITERAL = "[^\\x00-\\x1f\\x7f\"'%<>\\^`{|}]|%[0-9A-Fa-f]{2}";

    private static final List<Format> LINEAR = List.of(
            new LinearFormat("json-pointer", Pattern.compile(POINTER)),
            new LinearFormat("relative-json-pointer", Pattern.compile("(?:0|[1-9][0-9]*)(?:#|" + POINTER + ")")),
            new LinearFormat(
                    "uri-template",
                    Pattern.compile(
                            "(?:" + LITERAL + "|\\{[+#./;?&=,!@|]?" + VARIABLE + "(?:," + VARIABLE + ")*\\})*")));

    /** RE2 reads fewer expressions than the standard's, and a huge one costs it much; no standard knows the others. */
    private static final List<String> NOT_ASSERTED = List.of("regex", "style", "utc-millisec");

    /** What OpenAPI adds to the standard's: notes for readers, which nothing is refused by. */
    private static final Set<String> NOTES =
            Set.of("regex", "int32", "int64", "float", "double", "decimal", "byte", "binary", "password");

    private static final Set<String> ASSERTED = asserted(JsonMetaSchema.getV202012());

    private FormatPolicy() {}

    /** The formats of JSON Schema 2020-12 that data must have. */
    public static Set<String> asserted() {
        return ASSERTED;
    }

    /** Whether it is asserted, or known to be a note only. */
    public static boolean isKnown(String format) {
        return ASSERTED.contains(format) || NOTES.contains(format);
    }

    private static Set<String> asserted(JsonMetaSchema dialect) {
        Set<String> names = new TreeSet<>();
        JsonMetaSchema.builder(dialect).formats(formats -> names.addAll(formats.keySet()));
        NOT_ASSERTED.forEach(names::remove);
        return names;
    }

    /** The dialect with its formats as they are asserted here. */
    static JsonMetaSchema appliedTo(JsonMetaSchema dialect) {
        return JsonMetaSchema.builder(dialect)
                .formats(formats -> {
                    NOT_ASSERTED.forEach(formats::remove);
                    MAX_LENGTHS.forEach((name, most) ->
                            formats.computeIfPresent(name, (same, format) -> new BoundedFormat(format, most)));
                    LINEAR.forEach(format -> formats.replace(format.getName(), format));
                })
                .build();
    }
}
