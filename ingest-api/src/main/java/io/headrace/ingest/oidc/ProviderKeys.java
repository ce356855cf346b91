package io.headrace.ingest.oidc;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.RequestThread;
import io.headrace.ingest.http.Text;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/** The keys that the provider signs with: fetched when they are first needed, and used on while it is away. */
final class ProviderKeys {
    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);

    private final Supplier<Uni<JsonWebKeySet>> source;
    private final Clock clock;
    private @Nullable JsonWebKeySet keys;
    private @Nullable Instant fetchedAt;
    private @Nullable Instant triedAt;
    /** The fetch that goes on now, one for all who wait. */
    private @Nullable CompletableFuture<Void> fetching;

    ProviderKeys(Supplier<Uni<JsonWebKeySet>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** All keys, the one with this id among them if the provider has it; 503 if no key was ever to be had. */
    Uni<JsonWebKeySet> having(@Nullable String keyId) {
        CompletableFuture<Void> wait = fetchFor(keyId);
        return wait == null
                ? Uni.createFrom().item(this::known)
                : Uni.createFrom()
                        .completionStage(wait::copy)
                        .emitOn(RequestThread.current())
                        .map(fetched -> known());
    }

    /** The fetch to wait for; null where there is none to wait for. */
    private synchronized @Nullable CompletableFuture<Void> fetchFor(@Nullable String keyId) {
        boolean knownKey = keys != null && (keyId == null || keys.findJsonWebKey(keyId, null, null, null) != null);
        if (fetching != null) {
            return knownKey ? null : fetching;
        }
        return switch (FetchPolicy.step(fetchedAt, triedAt, knownKey, clock.instant())) {
            case USE, GIVE_UP -> null;
            case USE_AND_FETCH -> {
                fetch();
                yield null;
            }
            case FETCH_AND_WAIT -> fetch();
        };
    }

    private synchronized JsonWebKeySet known() {
        if (keys == null) {
            throw Problem.busy(Text.of("oidc.unavailable")).exception();
        }
        return keys;
    }

    private CompletableFuture<Void> fetch() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        fetching = mine;
        triedAt = clock.instant();
        Uni.createFrom()
                .deferred(() -> source.get())
                .subscribe()
                .with(fetched -> ended(mine, fetched, null), failure -> ended(mine, null, failure));
        return mine;
    }

    private void ended(CompletableFuture<Void> mine, @Nullable JsonWebKeySet fetched, @Nullable Throwable failure) {
        synchronized (this) {
            fetching = null;
            if (fetched != null) {
                keys = fetched;
                fetchedAt = clock.instant();
            }
        }
        if (failure != null) {
            LOG.warnf("identity provider's keys not fetched: %s", failure.getMessage());
        }
        mine.complete(null);
    }
}
