package io.headrace.ingest.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a body that PostgreSQL will store and give back value for value, or says why it would not. */
public final class StorableJson {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableJson() {}

    /** What a body turned out to be. */
    public sealed interface Reading {}

    public record Accepted(JsonNode value) implements Reading {}

    public record Refused(Flaw flaw) implements Reading {}

    public static Reading read(byte[] body) {
        if (hasByteOrderMark(body)) {
            return new Refused(Flaw.BYTE_ORDER_MARK);
        }
        try {
            return judged(Json.MAPPER.readTree(decoded(body)));
        } catch (CharacterCodingException e) {
            return new Refused(Flaw.NOT_UTF8);
        } catch (JsonProcessingException e) {
            return new Refused(flawOf(e));
        } catch (ArithmeticException | NumberFormatException e) {
            // An exponent that not even the number's own type can hold.
            return new Refused(Flaw.NUMBER_OUT_OF_RANGE);
        }
    }

    private static Reading judged(JsonNode value) {
        if (value.isMissingNode()) {
            return new Refused(Flaw.NOT_JSON);
        }
        return new StorablePolicy().flawIn(value).<Reading>map(Refused::new).orElseGet(() -> new Accepted(value));
    }

    /** Refuses overlong forms and encoded surrogates, which a lenient decoder would replace. */
    private static String decoded(byte[] body) throws CharacterCodingException {
        String lenient = new String(body, StandardCharsets.UTF_8);
        // Where nothing was replaced, nothing was malformed; this way is the faster one.
        return lenient.indexOf(REPLACEMENT) < 0 ? lenient : strictlyDecoded(body);
    }

    private static String strictlyDecoded(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static boolean hasByteOrderMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    /** The parser tells these apart in words only; a test holds each of them. */
    private static Flaw flawOf(JsonProcessingException e) {
        String words = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return words.contains("nesting depth") ? Flaw.TOO_DEEP : Flaw.TOO_LONG;
        }
        boolean duplicate = e instanceof JsonParseException && words.startsWith("Duplicate field");
        return duplicate ? Flaw.DUPLICATE_KEY : Flaw.NOT_JSON;
    }
}
