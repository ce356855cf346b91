package io.headrace.notifier.send;

import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.TargetUrl;
import io.headrace.notifier.NotifierConfig;
import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.LeasedDelivery;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.WebClientInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes one attempt: the only place that calls out. One deadline spans name, connection, request and answer; what
 * redirects is an answer like any other; no proxy is taken from the environment.
 */
@Singleton
public final class WebhookSender {
    /** Bytes of an answer's body that are read before the connection is cut: the status has said what counts. */
    static final int MAX_BODY_READ = 65_536;

    /** Shorter than servers commonly keep a connection open, so that a request rarely meets one that is closing. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    /** Connections that one attempt takes from the pool and finds closed, before its target counts as unreachable. */
    private static final int MAX_LOST_CONNECTIONS = 16;

    /** Nothing was sent on it. */
    private static final class ConnectionLost extends Exception {
        private static final long serialVersionUID = 1;

        ConnectionLost() {
            super("the connection closed as it was taken", null, false, false);
        }
    }

    private final WebhookRequestMapper mapper;
    private final TargetGuard guard;
    private final WebClient client;
    private final Duration timeout;

    @Inject
    WebhookSender(
            Vertx vertx,
            SecretSealer sealer,
            NotifierConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this(
                new WebhookRequestMapper(sealer, "Headrace/" + version),
                new TargetGuard(
                        resolver(vertx, config),
                        policy(config),
                        config.webhook().allowHttp()),
                client(
                        vertx,
                        options(
                                config.webhook().inFlightPerDestination(),
                                config.webhook().timeout())),
                config.webhook().timeout());
    }

    WebhookSender(WebhookRequestMapper mapper, TargetGuard guard, WebClient client, Duration timeout) {
        this.mapper = mapper;
        this.guard = guard;
        this.client = client;
        this.timeout = timeout;
    }

    /** Never fails: whatever goes wrong is an outcome. */
    public Uni<AttemptReport> send(LeasedDelivery delivery) {
        AttemptClock clock = new AttemptClock();
        return attempt(delivery, clock).map(outcome -> new AttemptReport(outcome, clock.timings()));
    }

    private Uni<AttemptOutcome> attempt(LeasedDelivery delivery, AttemptClock clock) {
        WebhookRequest request;
        try {
            request = mapper.map(delivery, Instant.now());
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new AttemptOutcome.Failed(AttemptFailure.REQUEST));
        }
        return guard.vet(delivery.targetUrl())
                .invoke(clock::resolved)
                .chain(target -> call(request, target, 0, clock))
                .onFailure(TargetRefusal.class)
                .recoverWithItem(refusal -> new AttemptOutcome.Failed(refusal.kind()))
                .ifNoItem()
                .after(timeout)
                .recoverWithItem(() -> new AttemptOutcome.Failed(AttemptFailure.TIMEOUT));
    }

    /**
     * Completes when nothing of an attempt that ended is left running: the lookup of its name cannot be cut off at the
     * deadline. Until then its slot is not free, so names that hang use up their own owner's budget and nothing else.
     */
    public Uni<Void> settled(LeasedDelivery delivery) {
        return guard.settled(delivery.targetUrl());
    }

    /** The next address is tried only where no connection came about: then nothing can have been received. */
    private Uni<AttemptOutcome> call(WebhookRequest request, VettedTarget target, int index, AttemptClock clock) {
        boolean last = index + 1 == target.addresses().size();
        return call(request, target.url(), target.addresses().get(index), clock)
                .chain(outcome -> outcome.failure() == AttemptFailure.CONNECT && !last
                        ? call(request, target, index + 1, clock)
                        : Uni.createFrom().item(outcome));
    }

    /** A kept connection may close as it is taken: it was sent nothing, and the next one is taken at once. */
    private Uni<AttemptOutcome> call(WebhookRequest request, TargetUrl url, InetAddress address, AttemptClock clock) {
        AtomicBoolean over = new AtomicBoolean();
        return exchange(request, url, address, clock, over)
                .onFailure(ConnectionLost.class)
                .retry()
                .atMost(MAX_LOST_CONNECTIONS)
                .onFailure(ConnectionLost.class)
                .recoverWithItem(() -> new AttemptOutcome.Failed(AttemptFailure.CONNECT))
                .onCancellation()
                .invoke(() -> over.set(true));
    }

    /** @param over whether the attempt is, which a retry that is just beginning is not told otherwise */
    private Uni<AttemptOutcome> exchange(
            WebhookRequest request, TargetUrl url, InetAddress address, AttemptClock clock, AtomicBoolean over) {
        return Uni.createFrom().emitter(emitter -> {
            if (over.get()) {
                emitter.complete(new AttemptOutcome.Failed(AttemptFailure.TIMEOUT));
                return;
            }
            Exchange exchange = new Exchange(MAX_BODY_READ, clock);
            emitter.onTermination(exchange::cut);
            post(request, url, address, exchange)
                    .sendBuffer(Buffer.buffer(request.body()))
                    .onComplete(sent -> {
                        exchange.finish();
                        if (exchange.isLeftAlone(sent.cause())) {
                            emitter.fail(new ConnectionLost());
                        } else {
                            emitter.complete(
                                    sent.succeeded()
                                            ? answered(exchange, request)
                                            : outcome(sent.cause(), exchange, request));
                        }
                    });
        });
    }

    private HttpRequest<Void> post(WebhookRequest request, TargetUrl url, InetAddress address, Exchange exchange) {
        SocketAddress server = SocketAddress.inetSocketAddress(url.port(), address.getHostAddress());
        return client.request(HttpMethod.POST, server, url.port(), url.host(), url.pathAndQuery())
                .ssl(url.https())
                .followRedirects(false)
                .connectTimeout(timeout.toMillis())
                .putHeaders(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()))
                .as(exchange);
    }

    private static AttemptOutcome outcome(Throwable thrown, Exchange exchange, WebhookRequest request) {
        return exchange.isBodyFull()
                ? answered(exchange, request)
                : new AttemptOutcome.Failed(FailureMapper.map(thrown, exchange.progress()));
    }

    private static AttemptOutcome answered(Exchange exchange, WebhookRequest request) {
        HttpClientResponse response = exchange.response();
        if (response == null) {
            return new AttemptOutcome.Failed(AttemptFailure.BODY);
        }
        EchoedSecrets secrets = EchoedSecrets.of(request.secrets());
        return new AttemptOutcome.Answered(
                response.statusCode(),
                RetryAfter.parse(response.getHeader("Retry-After"), Instant.now()),
                ResponseHeaders.of(response.headers(), secrets),
                ResponseText.of(secrets.removedFrom(exchange.body().getBytes())));
    }

    private static AddressPolicy policy(NotifierConfig config) {
        List<String> allowed = config.webhook().allowedNetworks().orElse(List.of());
        try {
            return new AddressPolicy(allowed.stream().map(Network::of).toList());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("HEADRACE_WEBHOOK_ALLOWED_NETWORKS cannot be used: " + e.getMessage());
        }
    }

    private static AddressResolver resolver(Vertx vertx, NotifierConfig config) {
        List<String> servers = config.webhook().dns().orElse(List.of());
        try {
            return servers.isEmpty()
                    ? new SystemAddressResolver(config.webhook().inFlight())
                    : new DnsAddressResolver(vertx, NameServers.of(servers));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("HEADRACE_WEBHOOK_DNS cannot be used: " + e.getMessage());
        }
    }

    /** @param timeout also of a handshake that goes on alone, because its attempt was over before it */
    static WebClientOptions options(int connectionsPerDestination, Duration timeout) {
        WebClientOptions options = new WebClientOptions();
        options.setSslEngineOptions(new TimedTls())
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options.setUserAgentEnabled(false)
                .setFollowRedirects(false)
                .setVerifyHost(true)
                .setMaxPoolSize(connectionsPerDestination)
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds());
    }

    static WebClient client(Vertx vertx, WebClientOptions options) {
        WebClient client = WebClient.create(vertx, options);
        ((WebClientInternal) client).addInterceptor(Exchange::intercept);
        return client;
    }
}
