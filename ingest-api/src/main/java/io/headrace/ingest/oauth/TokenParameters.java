package io.headrace.ingest.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.StorableJson;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a token request, out of a form or out of JSON. Who sends more than we know is not refused, and one
 * without a value counts as not sent: so the RFC has it.
 */
record TokenParameters(Map<String, String> values) {
    private static final Pattern FORM = Pattern.compile("(?i)application/x-www-form-urlencoded[ \t]*(;.*)?");
    private static final Pattern JSON = Pattern.compile("(?i)application/json[ \t]*(;.*)?");
    private static final int MAX_PARAMETERS = 100;

    static TokenParameters parse(@Nullable String contentType, byte[] body) {
        String type = contentType == null ? "" : contentType.trim();
        if (FORM.matcher(type).matches()) {
            return new TokenParameters(form(new String(body, StandardCharsets.UTF_8)));
        }
        if (JSON.matcher(type).matches()) {
            return new TokenParameters(json(body));
        }
        throw Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Text.of("oauth.media_type"))
                .exception();
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Without the values, one of which is a secret. */
    @Override
    public String toString() {
        return values.keySet().toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> values = new HashMap<>();
        decoded(body).forEach((name, all) -> {
            if (all.size() > 1) {
                throw TokenProblem.invalidRequest(name, Text.of("oauth.twice"));
            }
            values.put(name, all.get(0));
        });
        return values;
    }

    private static Map<String, List<String>> decoded(String body) {
        try {
            return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ErrorCode.NOT_STORABLE, Text.of("oauth.form")).exception();
        }
    }

    private static Map<String, String> json(byte[] body) {
        Map<String, String> values = new HashMap<>();
        object(body).fields().forEachRemaining(member -> {
            if (member.getValue().isTextual()) {
                values.put(member.getKey(), member.getValue().textValue());
            } else if (!member.getValue().isNull()) {
                throw TokenProblem.invalidRequest(member.getKey(), Text.of("oauth.text"));
            }
        });
        return values;
    }

    private static JsonNode object(byte[] body) {
        StorableJson.Reading reading = StorableJson.read(body);
        if (reading instanceof StorableJson.Accepted accepted
                && accepted.value().isObject()) {
            return accepted.value();
        }
        Text why = reading instanceof StorableJson.Refused refused
                ? Text.of(refused.flaw().messageKey())
                : Text.of("body.object");
        throw Problem.of(ErrorCode.NOT_STORABLE, why).exception();
    }
}
