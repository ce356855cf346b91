package io.headrace.ingest.json;

import com.google.re2j.Pattern;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;

/** A format that one expression describes, in time linear in the text. */
record LinearFormat(String name, Pattern pattern) implements Format {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
        return pattern.matches(text);
    }
}
