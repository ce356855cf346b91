package io.headrace.ingest.json;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;

/** A format of the library's that is asked only about text of a length that can have it. */
record BoundedFormat(Format format, int maxLength) implements Format {
    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
        return text.length() <= maxLength && format.matches(execution, text);
    }
}
