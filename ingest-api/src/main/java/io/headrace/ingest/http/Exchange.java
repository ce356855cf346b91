package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and what is known about it before anything is decided. */
public final class Exchange {
    /** As nginx logs it; HTTP has no number for it. */
    private static final int NOT_ANSWERED = 499;

    private final RoutingContext routing;
    private final String requestId;
    private final Language language;
    private final Accept accept;
    private final long arrivedNanos = System.nanoTime();
    private @Nullable ErrorCode refusal;

    private Exchange(RoutingContext routing) {
        this.routing = routing;
        this.requestId = RequestIds.of(routing.request().getHeader("X-Request-ID"));
        this.language = Language.of(allLines(routing, "Accept-Language"));
        this.accept = Accept.of(allLines(routing, "Accept"));
    }

    /** The exchange of this request; always the same one. */
    public static Exchange of(RoutingContext routing) {
        Exchange exchange = routing.get(Exchange.class.getName());
        if (exchange == null) {
            exchange = new Exchange(routing);
            routing.put(Exchange.class.getName(), exchange);
        }
        return exchange;
    }

    public String requestId() {
        return requestId;
    }

    public Language language() {
        return language;
    }

    /** The header's value; null if it is not there. A header that comes twice is read as one value with a comma. */
    public @Nullable String header(String name) {
        return allLines(routing, name);
    }

    /** The value of this cookie; null if it was not sent. */
    public @Nullable String cookie(String name) {
        Cookie cookie = routing.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    public String method() {
        return routing.request().method().name();
    }

    /** Whether the client speaks TLS, with us or with what stands in front of us. */
    public boolean isSecure() {
        return routing.request().isSSL() || "https".equalsIgnoreCase(header("X-Forwarded-Proto"));
    }

    /** Where the client finds us, as far as the request says: scheme and host. */
    public String baseUrl() {
        String host = header("Host");
        return (isSecure() ? "https://" : "http://") + (host == null ? "localhost" : host);
    }

    /** Who is connected: the client, or what stands in front of us. */
    public String remoteAddress() {
        return routing.request().remoteAddress().hostAddress();
    }

    /** The query, decoded once; each name with all its values. */
    public Map<String, List<String>> query() {
        return QueryParameters.of(routing.request().uri());
    }

    /** Refuses any query parameter: one that is ignored would be a promise broken in silence. */
    public void requireNoQuery() {
        query().keySet().stream().sorted().findFirst().ifPresent(name -> {
            throw Problem.badParameter(name, Text.of("parameter.unknown")).exception();
        });
    }

    public void requireAcceptsJson() {
        if (!accept.json()) {
            throw Problem.of(ErrorCode.NOT_ACCEPTABLE).exception();
        }
    }

    public void requireJsonBody() {
        if (!MediaTypePolicy.allows(header("Content-Type"), header("Content-Encoding"))) {
            throw Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE).exception();
        }
    }

    /** Keeps what was found out about this request for those who see it later; one of each type. */
    public <T> void keep(Class<T> type, T known) {
        routing.put(type.getName(), known);
    }

    /** What was kept; null if nothing was. */
    public <T> @Nullable T kept(Class<T> type) {
        return routing.get(type.getName());
    }

    /** A header of the answer, whatever the answer will be. */
    public void putHeader(CharSequence name, String value) {
        routing.response().putHeader(name, value);
    }

    /** Runs once the answer has been written, or the client has gone. */
    public void whenEnded(Runnable ended) {
        routing.addEndHandler(end -> ended.run());
    }

    /** Of the answer; {@value #NOT_ANSWERED} where the client had gone before there was one. */
    public int status() {
        return routing.response().headWritten() ? routing.response().getStatusCode() : NOT_ANSWERED;
    }

    /** The number of the error that was answered; 0 for none. */
    public int refusedCode() {
        return refusal == null ? 0 : refusal.code();
    }

    /** How many bytes of the request's body have come. */
    public long bytesIn() {
        return routing.request().bytesRead();
    }

    /** How many bytes of the answer's body have gone. */
    public long bytesOut() {
        return routing.response().bytesWritten();
    }

    /** As it came; without the query. */
    public String path() {
        return routing.request().path();
    }

    /** Tells how long the request took, once its answer has been written in full; never if the client has gone. */
    public void whenAnswered(Consumer<Duration> told) {
        routing.addEndHandler(end -> {
            if (end.succeeded()) {
                told.accept(Duration.ofNanos(System.nanoTime() - arrivedNanos));
            }
        });
    }

    RoutingContext routing() {
        return routing;
    }

    boolean wantsProblemJson() {
        return accept.problemJson();
    }

    @Nullable
    ErrorCode refusal() {
        return refusal;
    }

    void refusedWith(ErrorCode code) {
        this.refusal = code;
    }

    private static @Nullable String allLines(RoutingContext routing, String name) {
        List<String> lines = routing.request().headers().getAll(name);
        return lines.isEmpty() ? null : String.join(",", lines);
    }
}
