package io.headrace.ingest.account;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.ingest.start.IngestConfig;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.AccountView;
import io.headrace.store.account.SessionStore;
import io.headrace.store.account.StoredLogin;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logs in and out. Each login is a session of its own, under a token that nobody had before. */
@Tag(name = "Sessions")
@SecurityScheme(
        securitySchemeName = SessionResource.SCHEME,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        apiKeyName = "access-token",
        description = "access_token of a login; as Authorization: Bearer too")
@Path("/api/v1/auth")
@Singleton
public final class SessionResource {
    /** The name of the credential in the published description. */
    public static final String SCHEME = "session";

    /** Of a password that is tried; one that is set is shorter. */
    static final int MAX_PASSWORD = 320;

    private final JsonBodyIntake bodies;
    private final SessionStore sessions;
    private final PasswordCheck passwords;
    private final LoginGuard guard;
    private final RequestLedger ledger;
    private final Duration lifetime;
    private final Clock clock;

    SessionResource(
            JsonBodyIntake bodies,
            SessionStore sessions,
            PasswordCheck passwords,
            LoginGuard guard,
            RequestLedger ledger,
            IngestConfig config,
            Clock clock) {
        this.bodies = bodies;
        this.sessions = sessions;
        this.passwords = passwords;
        this.guard = guard;
        this.ledger = ledger;
        this.lifetime = config.session().lifetime();
        this.clock = clock;
    }

    /** What a login brings. */
    @Schema(additionalProperties = Schema.False.class)
    record Credentials(
            @Schema(
                    required = true,
                    description = "Or email, in its place",
                    minLength = 1,
                    maxLength = AccountName.MAX_LENGTH)
            String account,

            @Schema(required = true, minLength = 1, maxLength = MAX_PASSWORD)
            String password) {
        /** Without the password, so that a log line can never leak it. */
        @Override
        public String toString() {
            return "Credentials[" + account + "]";
        }
    }

    @Operation(
            summary = "Log in",
            description = "account (or email) and password; sets the cookie headrace_session too")
    @APIResponse(responseCode = "200", description = "data.access_token, for the header access-token or as Bearer")
    @APIResponse(responseCode = "400", description = "40000 no JSON object, 40001 a field is missing, wrong or unknown")
    @APIResponse(responseCode = "401", description = "40101 the account or the password is wrong, 40103 deactivated")
    @APIResponse(responseCode = "415", description = "41501 not application/json, or a Content-Encoding")
    @APIResponse(
            responseCode = "429",
            description = "42901 too many failures of this account or from this address; see Retry-After")
    @APIResponse(responseCode = "503", description = "50301 too many wait, or the database does not answer")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Credentials.class)))
    @SecurityRequirements
    @POST
    @Path("/login")
    public Uni<Response> login(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return bodies.read(exchange)
                .map(SessionResource::credentials)
                .chain(credentials -> checked(exchange, credentials))
                .chain(login -> open(exchange, login));
    }

    @Operation(summary = "Log out: the session's token opens nothing any more")
    @APIResponse(responseCode = "200", description = "Also where there was no session")
    @APIResponse(responseCode = "403", description = "40301 by cookie, and not from a page of ours")
    @APIResponse(responseCode = "503", description = "50301 the database does not answer; see Retry-After")
    @SecurityRequirements
    @POST
    @Path("/logout")
    public Uni<Response> logout(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        Optional<SessionToken> token = SessionToken.of(exchange);
        if (token.isPresent() && token.get().fromCookie() && !OriginPolicy.allows(exchange)) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("session.origin"))
                    .exception();
        }
        return token.map(known -> sessions.close(known.hash()))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .map(closed -> Answers.success(200, exchange, "success", json -> {})
                        .header("Set-Cookie", SessionCookie.gone(exchange))
                        .build());
    }

    private Uni<StoredLogin> checked(Exchange exchange, Credentials credentials) {
        return guard.watch(exchange.remoteAddress(), credentials.account(), () -> known(exchange, credentials))
                .map(known -> active(known.orElseThrow(SessionResource::failed)));
    }

    /** Empty for a wrong password as for an account that there is not. */
    private Uni<Optional<StoredLogin>> known(Exchange exchange, Credentials credentials) {
        return sessions.findLogin(credentials.account())
                .invoke(found -> note(exchange, found))
                .chain(found -> passwords
                        .matches(
                                credentials.password(),
                                found.map(StoredLogin::passwordHash).orElse(null))
                        .map(matches -> matches ? found : Optional.empty()));
    }

    /** Whether it succeeds or not: who has an account may see who tries. */
    private void note(Exchange exchange, Optional<StoredLogin> found) {
        found.map(StoredLogin::account)
                .ifPresent(account -> ledger.noteWrite(exchange, account.id(), null, account.account()));
    }

    private static StoredLogin active(StoredLogin login) {
        if (!login.account().active()) {
            throw refused(Problem.of(ErrorCode.CREDENTIAL_INACTIVE));
        }
        return login;
    }

    private static RuntimeException failed() {
        return refused(Problem.of(ErrorCode.CREDENTIAL_MISSING, Text.of("login.failed")));
    }

    private static RuntimeException refused(Problem problem) {
        return problem.withHeader("WWW-Authenticate", "Bearer").exception();
    }

    private Uni<Response> open(Exchange exchange, StoredLogin login) {
        AccountView account = login.account();
        SessionToken token = SessionToken.create();
        Instant expiresAt = clock.instant().plus(lifetime);
        return sessions.open(token.hash(), login, expiresAt)
                .invoke(opened -> {
                    if (!opened) {
                        throw failed();
                    }
                })
                .map(opened -> Answers.data(200, exchange, json -> {
                            json.writeStringField("access_token", token.text());
                            json.writeStringField("token_type", "Bearer");
                            json.writeNumberField("expires_in", lifetime.toSeconds());
                            json.writeStringField("account", account.account());
                            json.writeStringField("role", account.role().wireName());
                        })
                        .header("Set-Cookie", SessionCookie.of(exchange, token, lifetime))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private static Credentials credentials(JsonBody body) {
        String name = body.has("email") && !body.has("account") ? "email" : "account";
        body.require(name, "password");
        Optional<String> account = body.text(name, 1, AccountName.MAX_LENGTH);
        Optional<String> password = body.text("password", 1, MAX_PASSWORD);
        body.finish();
        String typed = account.orElseThrow().strip();
        return new Credentials(AccountName.of(typed).orElse(typed), password.orElseThrow());
    }
}
