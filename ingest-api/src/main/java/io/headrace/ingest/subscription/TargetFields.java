package io.headrace.ingest.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.EventType;
import io.headrace.contracts.RetrySchedule;
import io.headrace.contracts.TargetHeaderPolicy;
import io.headrace.contracts.TargetUrl;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the members of a subscription out of a body; what is wrong with one is noted there. */
final class TargetFields {
    static final int MAX_HEADERS = 20;
    static final int MAX_DESCRIPTION = 500;
    static final Duration MAX_WAIT = Duration.ofDays(7);

    /** Before each attempt but the first: who does not answer is not hammered. */
    static final Duration MIN_RETRY_WAIT = Duration.ofSeconds(1);

    private static final List<EventType> EVENTS = List.of(
            EventType.RECORD_CREATED, EventType.RECORD_UPDATED, EventType.RECORD_DELETED, EventType.RECORD_REJECTED);

    private final JsonBody body;
    private final boolean allowHttp;

    /** @param allowHttp whether the operator allows plain http */
    TargetFields(JsonBody body, boolean allowHttp) {
        this.body = body;
        this.allowHttp = allowHttp;
    }

    Optional<TargetUrl> url() {
        return body.text("url", 1, TargetUrl.MAX_LENGTH).flatMap(text -> {
            try {
                return Optional.of(TargetUrl.parse(text, allowHttp));
            } catch (IllegalArgumentException e) {
                body.refuse("url", Text.of(allowHttp ? "callback.url-or-http" : "callback.url"));
                return Optional.empty();
            }
        });
    }

    /** Empty for every type. */
    Optional<List<EventType>> events() {
        return body.member("events").map(value -> {
            List<EventType> events = new ArrayList<>();
            boolean known = value.isArray() && !value.isEmpty();
            for (JsonNode name : value) {
                Optional<EventType> event = EVENTS.stream()
                        .filter(type -> type.wireName().equals(name.textValue()))
                        .findFirst();
                known &= event.isPresent() && !events.contains(event.get());
                event.ifPresent(events::add);
            }
            if (!known) {
                body.refuse("events", Text.of("subscription.events", String.join(", ", eventNames())));
            }
            return events;
        });
    }

    Optional<String> description() {
        return body.text("description", 0, MAX_DESCRIPTION);
    }

    /** In the order of the body; none where it is not there. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        body.member("headers").ifPresent(value -> {
            if (!value.isObject() || value.size() > MAX_HEADERS) {
                body.refuse("headers", Text.of("subscription.headers", MAX_HEADERS));
                return;
            }
            TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            value.fields().forEachRemaining(header -> {
                String path = "headers." + header.getKey();
                String text = header.getValue().textValue();
                if (!TargetHeaderPolicy.allowsName(header.getKey()) || !names.add(header.getKey())) {
                    body.refuse(path, Text.of("callback.auth-header"));
                } else if (text == null || !TargetHeaderPolicy.allowsValue(text)) {
                    body.refuse(path, Text.of("callback.auth", TargetHeaderPolicy.MAX_VALUE));
                } else {
                    headers.put(header.getKey(), text);
                }
            });
        });
        return headers;
    }

    /** Empty for the notifier's own. */
    Optional<List<Duration>> schedule() {
        return body.member("schedule").map(value -> {
            List<Duration> waits = new ArrayList<>();
            boolean fine = value.isArray() && !value.isEmpty() && value.size() <= RetrySchedule.MAX_ATTEMPTS;
            for (JsonNode wait : value) {
                Optional<Duration> duration = duration(wait);
                fine &= duration.isPresent()
                        && (waits.isEmpty() || duration.get().compareTo(MIN_RETRY_WAIT) >= 0);
                duration.ifPresent(waits::add);
            }
            if (!fine) {
                body.refuse(
                        "schedule", Text.of("subscription.schedule", RetrySchedule.MAX_ATTEMPTS, MAX_WAIT.toDays()));
            }
            return waits;
        });
    }

    /** A length of time from zero to {@link #MAX_WAIT}, in whole seconds. */
    static Optional<Duration> duration(JsonNode value) {
        try {
            return Optional.ofNullable(value.textValue())
                    .map(Duration::parse)
                    .filter(wait -> !wait.isNegative() && wait.getNano() == 0 && wait.compareTo(MAX_WAIT) <= 0);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static List<String> eventNames() {
        return EVENTS.stream().map(EventType::wireName).toList();
    }
}
