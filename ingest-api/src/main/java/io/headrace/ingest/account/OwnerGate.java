package io.headrace.ingest.account;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.SessionStore;
import io.headrace.store.account.StoredSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The door of the owner's API: lets in who has logged in. It asks the database each time, so a logout is at once. */
@Singleton
public final class OwnerGate {
    private final SessionStore sessions;
    private final RequestLedger ledger;
    private final Clock clock;

    OwnerGate(SessionStore sessions, RequestLedger ledger, Clock clock) {
        this.sessions = sessions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who asks; 401 if nobody whom we know. */
    public Uni<OwnerCaller> admit(Exchange exchange) {
        SessionToken token = SessionToken.of(exchange).orElseThrow(() -> refused(ErrorCode.CREDENTIAL_MISSING));
        if (token.fromCookie() && !OriginPolicy.allows(exchange)) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("session.origin"))
                    .exception();
        }
        return sessions.find(token.hash()).map(this::caller).invoke(caller -> note(exchange, caller));
    }

    /** Who asks, if it is an administrator; to others what is here is closed. */
    public Uni<OwnerCaller> admitAdmin(Exchange exchange) {
        return admit(exchange).invoke(caller -> {
            if (caller.role() != AccountRole.ADMIN) {
                throw Problem.of(ErrorCode.SCOPE_TOO_SMALL).exception();
            }
        });
    }

    private void note(Exchange exchange, OwnerCaller caller) {
        ledger.noteWrite(exchange, caller.ownerId(), caller.onlyEndpoint(), caller.actor());
    }

    private OwnerCaller caller(Optional<StoredSession> found) {
        StoredSession session = found.orElseThrow(() -> refused(ErrorCode.CREDENTIAL_MISSING));
        if (!clock.instant().isBefore(session.expiresAt())) {
            throw refused(ErrorCode.CREDENTIAL_EXPIRED);
        }
        if (!session.account().active()) {
            throw refused(ErrorCode.CREDENTIAL_INACTIVE);
        }
        return new OwnerCaller(
                session.account().id(),
                session.account().role(),
                null,
                session.account().account());
    }

    private static RuntimeException refused(ErrorCode code) {
        return Problem.of(code).withHeader("WWW-Authenticate", "Bearer").exception();
    }
}
