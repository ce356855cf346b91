package io.headrace.e2e.crash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an answer's JSON without touching the record's fields: they are kept as they stand there. */
final class Envelope {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(200_000).build())
            .build();

    private final String text;
    private int code = -1;
    private String outcome = "";
    private @Nullable String id;
    private @Nullable String operationId;
    private @Nullable Long version;
    private @Nullable String fields;

    private Envelope(String text) {
        this.text = text;
    }

    /** What is not JSON has the code -1. */
    static Envelope of(String text) {
        Envelope envelope = new Envelope(text);
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                envelope.readMembers(parser);
            }
        } catch (IOException e) {
            envelope.code = -1;
        }
        return envelope;
    }

    int code() {
        return code;
    }

    /** Of a 503. */
    String outcome() {
        return outcome;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String operationId() {
        return operationId;
    }

    @Nullable
    Long version() {
        return version;
    }

    @Nullable
    String fields() {
        return fields;
    }

    private void readMembers(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "code" -> code = parser.getIntValue();
                case "outcome" -> outcome = parser.getText();
                case "id" -> id = parser.getText();
                case "operationId" -> operationId = parser.getText();
                case "version" -> version = parser.getLongValue();
                case "fields" -> fields = raw(parser);
                case "data" -> {
                    if (value == JsonToken.START_OBJECT) {
                        readMembers(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private String raw(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
