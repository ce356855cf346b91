package io.headrace.ingest.oidc;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.access.SignatureWorker;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.start.IngestConfig;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.AccountView;
import io.headrace.store.account.IdentityStore;
import io.headrace.store.account.NewAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who comes with a provider's token. Who comes for the first time is found by the account that the provider
 * vouches for, and known by the provider's own name for him from then on.
 */
@Singleton
public final class OidcGate {
    private static final String DEFAULT_PLAN = "free";
    private static final int MAX_NAME = 200;

    private final @Nullable Provider provider;
    private final @Nullable ProviderKeys keys;
    private final IdentityStore identities;
    private final SignatureWorker signatures;
    private final Clock clock;

    OidcGate(IngestConfig config, Vertx vertx, IdentityStore identities, SignatureWorker signatures, Clock clock) {
        this.provider = Provider.of(config.oidc()).orElse(null);
        this.keys = provider == null ? null : new ProviderKeys(new ProviderClient(vertx, provider)::fetchKeys, clock);
        this.identities = identities;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** The owner, if the request brings a token that says it is the provider's; empty if it brings no such token. */
    public Optional<Uni<AccountView>> admit(Exchange exchange) {
        if (provider == null || keys == null) {
            return Optional.empty();
        }
        return ProviderToken.of(exchange)
                .filter(token -> token.issuer().equals(provider.issuer()))
                .map(token -> keys.having(token.keyId())
                        .chain(known -> signatures.run(
                                () -> new TokenPolicy(provider).judge(token.text(), known, clock.instant())))
                        .map(OidcGate::person)
                        .chain(this::owner));
    }

    private static Person person(TokenPolicy.Verdict verdict) {
        if (verdict instanceof TokenPolicy.Genuine genuine) {
            return genuine.person();
        }
        throw refused(
                verdict instanceof TokenPolicy.Expired ? ErrorCode.CREDENTIAL_EXPIRED : ErrorCode.CREDENTIAL_MISSING);
    }

    private Uni<AccountView> owner(Person person) {
        return identities
                .find(person.issuer(), person.subject())
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : newcomer(person))
                .map(found -> found.orElseThrow(OidcGate::stranger));
    }

    private Uni<Optional<AccountView>> newcomer(Person person) {
        Optional<String> account = person.account().flatMap(AccountName::of);
        if (account.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        NewAccount added = provider != null && provider.createsOwners() ? added(account.get(), person.name()) : null;
        return identities.link(person.issuer(), person.subject(), account.get(), added);
    }

    private static NewAccount added(String account, String name) {
        String shown = name.isBlank()
                ? account
                : name.codePoints()
                        .limit(MAX_NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        return new NewAccount(Ids.create(), account, shown, null, AccountRole.OWNER, DEFAULT_PLAN);
    }

    private static RuntimeException stranger() {
        return Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("oidc.stranger")).exception();
    }

    private static RuntimeException refused(ErrorCode code) {
        return Problem.of(code).withHeader("WWW-Authenticate", "Bearer").exception();
    }
}
