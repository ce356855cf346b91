package io.headrace.ingest.account;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.ingest.start.IngestConfig;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logs in and out. Each login is a session of its own, under a token that nobody had before. */
@Tag(name = "Sessions")
@Path("/api/v1/auth")
@Singleton
public final class SessionResource {
    private static final int MAX_ACCOUNT = 320;

    private final JsonBodyIntake bodies;
    private final SessionStore sessions;
    private final PasswordCheck passwords;
    private final Duration lifetime;
    private final Clock clock;

    SessionResource(
            JsonBodyIntake bodies, SessionStore sessions, PasswordCheck passwords, IngestConfig config, Clock clock) {
        this.bodies = bodies;
        this.sessions = sessions;
        this.passwords = passwords;
        this.lifetime = config.session().lifetime();
        this.clock = clock;
    }

    private record Credentials(String account, String password) {}

    @Operation(
            summary = "Log in",
            description = "account (or email) and password; sets the cookie headrace_session too")
    @APIResponse(responseCode = "200", description = "data.access_token, for the header access-token or as Bearer")
    @APIResponse(responseCode = "401", description = "40101 the account or the password is wrong")
    @SecurityRequirements
    @POST
    @Path("/login")
    public Uni<Response> login(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return bodies.read(exchange)
                .map(SessionResource::credentials)
                .chain(credentials ->
                        sessions.findLogin(credentials.account()).chain(found -> checked(credentials, found)))
                .chain(account -> open(exchange, account));
    }

    @Operation(summary = "Log out: the session's token opens nothing any more")
    @APIResponse(responseCode = "200", description = "Also where there was no session")
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

    private Uni<AccountView> checked(Credentials credentials, Optional<StoredLogin> found) {
        return passwords
                .matches(
                        credentials.password(),
                        found.map(StoredLogin::passwordHash).orElse(null))
                .map(matches -> {
                    if (!matches) {
                        throw Problem.of(ErrorCode.CREDENTIAL_MISSING, Text.of("login.failed"))
                                .withHeader("WWW-Authenticate", "Bearer")
                                .exception();
                    }
                    AccountView account = found.orElseThrow().account();
                    if (!account.active()) {
                        throw Problem.of(ErrorCode.CREDENTIAL_INACTIVE)
                                .withHeader("WWW-Authenticate", "Bearer")
                                .exception();
                    }
                    return account;
                });
    }

    private Uni<Response> open(Exchange exchange, AccountView account) {
        SessionToken token = SessionToken.create();
        Instant expiresAt = clock.instant().plus(lifetime);
        return sessions.open(token.hash(), account.id(), expiresAt)
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
        Optional<String> account = body.text(name, 1, MAX_ACCOUNT);
        Optional<String> password = body.text("password", 1, MAX_ACCOUNT);
        body.finish();
        return new Credentials(account.orElseThrow().strip(), password.orElseThrow());
    }
}
