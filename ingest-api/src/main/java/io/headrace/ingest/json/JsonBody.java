package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The object that a request of the owner's API brings. It is asked for each member by name and notes what is wrong with
 * it; {@link #finish} then refuses all of that at once, and what nobody asked for with it.
 */
public final class JsonBody {
    private final JsonNode object;
    private final String path;
    private final List<Detail> details;
    private final Set<String> asked = new HashSet<>();

    private JsonBody(JsonNode object, String path, List<Detail> details) {
        this.object = object;
        this.path = path;
        this.details = details;
    }

    /** @throws io.headrace.ingest.http.ProblemException if it is no JSON that can be stored, or no object */
    static JsonBody parse(byte[] body) {
        StorableJson.Reading reading = StorableJson.read(body);
        if (reading instanceof StorableJson.Accepted accepted
                && accepted.value().isObject()) {
            return new JsonBody(accepted.value(), "", new ArrayList<>());
        }
        Text why = reading instanceof StorableJson.Refused refused
                ? Text.of(refused.flaw().messageKey())
                : Text.of("body.object");
        throw Problem.of(io.headrace.contracts.ErrorCode.NOT_STORABLE, why).exception();
    }

    /** Whether the member is there; {@code null} is there. */
    public boolean has(String name) {
        asked.add(name);
        return object.has(name);
    }

    public boolean isNull(String name) {
        asked.add(name);
        return object.has(name) && object.get(name).isNull();
    }

    /** Notes that the member is missing or null, if it is. */
    public JsonBody require(String... names) {
        for (String name : names) {
            if (!has(name)) {
                refuse(name, Text.of("body.required"));
            }
        }
        return refuseNull(names);
    }

    /** Notes where a member is there and null: to leave it out is another thing. */
    public JsonBody refuseNull(String... names) {
        for (String name : names) {
            if (isNull(name)) {
                refuse(name, Text.of("body.null"));
            }
        }
        return this;
    }

    /** Characters are code points. Empty where it is not there, or not as it should be, which is noted. */
    public Optional<String> text(String name, int min, int max) {
        return member(name).flatMap(value -> {
            String text = value.textValue();
            int length = text == null ? -1 : text.codePointCount(0, text.length());
            return length < min || length > max ? noted(name, Text.of("body.text", min, max)) : Optional.of(text);
        });
    }

    public Optional<Boolean> flag(String name) {
        return member(name)
                .flatMap(value ->
                        value.isBoolean() ? Optional.of(value.booleanValue()) : noted(name, Text.of("body.flag")));
    }

    public Optional<Long> number(String name, long min, long max) {
        return member(name).flatMap(value -> {
            boolean whole = value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
            return whole && value.longValue() >= min && value.longValue() <= max
                    ? Optional.of(value.longValue())
                    : noted(name, Text.of("body.number", min, max));
        });
    }

    /** RFC 3339, with any offset, in a year that PostgreSQL and the format can write. */
    public Optional<Instant> time(String name) {
        return member(name).flatMap(value -> {
            try {
                OffsetDateTime time = OffsetDateTime.parse(value.asText());
                boolean writable = time.getYear() >= 1 && time.getYear() <= 9998;
                return writable ? Optional.of(time.toInstant()) : noted(name, Text.of("body.time"));
            } catch (DateTimeException e) {
                return noted(name, Text.of("body.time"));
            }
        });
    }

    /** @param choices by the name that stands in the body */
    public <E> Optional<E> oneOf(String name, Map<String, E> choices) {
        return member(name).flatMap(value -> {
            E choice = value.isTextual() ? choices.get(value.textValue()) : null;
            return choice == null
                    ? noted(name, Text.of("body.one_of", String.join(", ", new TreeSet<>(choices.keySet()))))
                    : Optional.of(choice);
        });
    }

    /** As it is, whatever its type; {@code null} counts as not there. */
    public Optional<JsonNode> member(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> value.getNodeType() != JsonNodeType.NULL);
    }

    /** A body within this one: what is noted there is noted here, under its path. Finish it by itself too. */
    public Optional<JsonBody> object(String name) {
        return member(name)
                .flatMap(value -> value.isObject()
                        ? Optional.of(new JsonBody(value, path + name + ".", details))
                        : noted(name, Text.of("body.is_object")));
    }

    public void refuse(String name, Text error) {
        details.add(new Detail(path + name, error));
    }

    /** Notes what nobody asked for. */
    public void refuseUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                refuse(name, Text.of("body.unknown"));
            }
        });
    }

    /** @throws io.headrace.ingest.http.ProblemException with everything that was noted */
    public void finish() {
        refuseUnknown();
        if (!details.isEmpty()) {
            throw Problem.invalid(details).exception();
        }
    }

    private <T> Optional<T> noted(String name, Text error) {
        refuse(name, error);
        return Optional.empty();
    }
}
