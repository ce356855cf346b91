package io.headrace.ingest.account;

import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.account.AccountStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes sure that who is logged in knows the password too: a session may have been left open. */
@Singleton
final class PasswordProof {
    private final AccountStore accounts;
    private final PasswordCheck passwords;
    private final LoginGuard guard;

    PasswordProof(AccountStore accounts, PasswordCheck passwords, LoginGuard guard) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guard = guard;
    }

    /** Fails with what is wrong; who guesses here is slowed down as at the login. */
    Uni<Void> require(Exchange exchange, OwnerCaller caller, String password) {
        return guard.watch(exchange.remoteAddress(), caller.actor(), () -> known(caller, password))
                .invoke(known -> {
                    if (known.isEmpty()) {
                        throw Problem.invalid(List.of(new Detail("password.old", Text.of("account.old-password"))))
                                .exception();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Optional<Boolean>> known(OwnerCaller caller, String password) {
        return accounts.passwordHash(caller.ownerId())
                .chain(hash -> passwords.matches(password, hash.orElse(null)))
                .map(matches -> Optional.of(matches).filter(Boolean::booleanValue));
    }
}
