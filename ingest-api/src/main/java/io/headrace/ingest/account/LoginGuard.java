package io.headrace.ingest.account;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.start.IngestConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Slows down who guesses passwords: for one account, or from one address. Each instance counts for itself. */
@Singleton
final class LoginGuard {
    private static final int MAX_NAMES = 20_000;

    private final FailureLedger accounts;
    private final FailureLedger addresses;
    private final Clock clock;

    @Inject
    LoginGuard(IngestConfig config, Clock clock) {
        this(config.login(), clock);
    }

    LoginGuard(IngestConfig.Login login, Clock clock) {
        this.accounts = new FailureLedger(login.failuresPerAccount(), login.window(), MAX_NAMES);
        this.addresses = new FailureLedger(login.failuresPerAddress(), login.window(), MAX_NAMES);
        this.clock = clock;
    }

    /**
     * Lets a check begin, unless too many failed. One that finds nothing is one more that did, and so is one whose client
     * goes away: it has cost as much.
     */
    <T> Uni<Optional<T>> watch(String address, String account, Supplier<Uni<Optional<T>>> check) {
        begin(account, address).ifPresent(wait -> {
            throw Problem.rateLimited(wait).exception();
        });
        return Uni.createFrom()
                .deferred(() -> check.get())
                .onFailure()
                .invoke(failure -> undecided(account, address))
                .invoke(found -> {
                    if (found.isPresent()) {
                        succeeded(account, address);
                    }
                });
    }

    private synchronized Optional<Duration> begin(String account, String address) {
        Optional<Duration> wait = Stream.of(
                        accounts.wait(account, clock.instant()), addresses.wait(address, clock.instant()))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
        if (wait.isEmpty()) {
            accounts.begin(account, clock.instant());
            addresses.begin(address, clock.instant());
        }
        return wait;
    }

    private synchronized void undecided(String account, String address) {
        accounts.takeBack(account);
        addresses.takeBack(address);
    }

    /** The address only gets this one back: who has one account could else guess at others' for ever. */
    private synchronized void succeeded(String account, String address) {
        accounts.clear(account);
        addresses.takeBack(address);
    }
}
