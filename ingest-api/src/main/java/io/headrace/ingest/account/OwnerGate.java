package io.headrace.ingest.account;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.access.KeyGate;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.ingest.oidc.OidcGate;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.AccountView;
import io.headrace.store.account.SessionStore;
import io.headrace.store.account.StoredSession;
import io.headrace.store.owner.KeyView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * The door of the owner's API: lets in who has logged in, here or at a provider, and keys of scope admin. It asks the
 * database for a session each time, so a logout is at once.
 */
@Singleton
public final class OwnerGate {
    private final SessionStore sessions;
    private final KeyGate keys;
    private final OidcGate provider;
    private final RequestLedger ledger;
    private final Clock clock;

    OwnerGate(SessionStore sessions, KeyGate keys, OidcGate provider, RequestLedger ledger, Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.provider = provider;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who asks; 401 if nobody whom we know. A cookie, which a browser sends by itself, counts least. */
    public Uni<OwnerCaller> admit(Exchange exchange) {
        return provider.admit(exchange)
                .map(account -> account.map(OwnerGate::caller))
                .orElseGet(() -> admitOurs(exchange))
                .invoke(caller -> note(exchange, caller));
    }

    /** Who has logged in; empty where the request brings a key instead. For doors that note who comes themselves. */
    Uni<Optional<OwnerCaller>> admitPerson(Exchange exchange) {
        return provider.admit(exchange)
                .map(account -> account.map(OwnerGate::caller).map(Optional::of))
                .orElseGet(() -> isByKey(exchange)
                        ? Uni.createFrom().item(Optional.empty())
                        : admitSession(exchange).map(Optional::of));
    }

    private Uni<OwnerCaller> admitOurs(Exchange exchange) {
        return isByKey(exchange) ? keys.admit(exchange).map(OwnerGate::caller) : admitSession(exchange);
    }

    private boolean isByKey(Exchange exchange) {
        return SessionToken.sentOnPurpose(exchange).isEmpty() && keys.isAskedBy(exchange);
    }

    private Uni<OwnerCaller> admitSession(Exchange exchange) {
        SessionToken token = SessionToken.of(exchange).orElseThrow(() -> refused(ErrorCode.CREDENTIAL_MISSING));
        if (token.fromCookie() && !OriginPolicy.allows(exchange)) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("session.origin"))
                    .exception();
        }
        return sessions.find(token.hash()).map(this::caller);
    }

    /** Who asks, if it is an administrator; to others what is here is closed. */
    public Uni<OwnerCaller> admitAdmin(Exchange exchange) {
        return admit(exchange).invoke(caller -> {
            if (caller.role() != AccountRole.ADMIN) {
                throw Problem.of(ErrorCode.SCOPE_TOO_SMALL).exception();
            }
        });
    }

    /** A key manages the one endpoint that it is for. */
    private static OwnerCaller caller(KeyView key) {
        if (key.scope() != KeyScope.ADMIN) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL).exception();
        }
        Environment only = key.environment() == Environment.TEST ? Environment.TEST : null;
        return new OwnerCaller(key.ownerId(), AccountRole.OWNER, key.endpointId(), only, key.id());
    }

    private void note(Exchange exchange, OwnerCaller caller) {
        ledger.noteWrite(exchange, caller.ownerId(), caller.onlyEndpoint(), caller.actor());
    }

    private OwnerCaller caller(Optional<StoredSession> found) {
        StoredSession session = found.orElseThrow(() -> refused(ErrorCode.CREDENTIAL_MISSING));
        if (!clock.instant().isBefore(session.expiresAt())) {
            throw refused(ErrorCode.CREDENTIAL_EXPIRED);
        }
        return caller(session.account());
    }

    private static OwnerCaller caller(AccountView account) {
        if (!account.active()) {
            throw refused(ErrorCode.CREDENTIAL_INACTIVE);
        }
        return new OwnerCaller(account.id(), account.role(), null, null, account.account());
    }

    private static RuntimeException refused(ErrorCode code) {
        return Problem.of(code).withHeader("WWW-Authenticate", "Bearer").exception();
    }
}
