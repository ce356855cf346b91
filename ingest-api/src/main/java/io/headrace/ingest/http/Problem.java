package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request is refused, before its language is known.
 *
 * @param members further members of the answer's body, texts and whole numbers; {@code error} takes the place of the
 *     title in our language
 * @param headers further headers of the answer
 */
public record Problem(
        ErrorCode code, Text message, List<Detail> details, Map<String, Object> members, Map<String, String> headers) {
    /** Seconds after which the queue or the database may be back. */
    private static final String RETRY_AFTER = "2";

    public Problem {
        details = List.copyOf(details);
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ErrorCode code) {
        return of(code, Text.of(code.name() + ".message"));
    }

    public static Problem of(ErrorCode code, Text message) {
        return new Problem(code, message, List.of(), Map.of(), Map.of());
    }

    public static Problem invalid(List<Detail> details) {
        return of(ErrorCode.VALIDATION_FAILED).withDetails(details);
    }

    /** A query parameter, or a header that is no part of the data. */
    public static Problem badParameter(String name, Text error) {
        return of(ErrorCode.BAD_PARAMETER).withDetails(List.of(new Detail(name, error)));
    }

    /** The queue cannot take a write. */
    public static Problem queueUnavailable(Outcome outcome) {
        Text message = Text.of(outcome == Outcome.UNKNOWN ? "queue.unknown" : "QUEUE_UNAVAILABLE.message");
        return of(ErrorCode.QUEUE_UNAVAILABLE, message)
                .withMember("outcome", outcome.wireName())
                .withHeader("Retry-After", RETRY_AFTER);
    }

    /** Too many tries: the next one has a chance after this time. */
    public static Problem rateLimited(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return of(ErrorCode.RATE_LIMITED)
                .withHeader("Retry-After", Long.toString(seconds))
                .withMember("retryAfter", seconds);
    }

    /** Something that is asked before a write, or for a read, does not answer. */
    public static Problem storeUnavailable() {
        return busy(Text.of("store.unavailable"));
    }

    /** What is needed for an answer has no room or does not answer; nothing was done. */
    public static Problem busy(Text message) {
        return of(ErrorCode.QUEUE_UNAVAILABLE, message)
                .withMember("outcome", Outcome.NOT_ACCEPTED.wireName())
                .withHeader("Retry-After", RETRY_AFTER);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    public Problem withMember(String name, String value) {
        return new Problem(code, message, details, with(members, name, value), headers);
    }

    public Problem withMember(String name, long value) {
        return new Problem(code, message, details, with(members, name, value), headers);
    }

    public Problem withHeader(String name, String value) {
        return new Problem(code, message, details, members, with(headers, name, value));
    }

    public Problem withDetails(List<Detail> list) {
        return new Problem(code, message, list, members, headers);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
