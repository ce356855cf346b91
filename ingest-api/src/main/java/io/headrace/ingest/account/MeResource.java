package io.headrace.ingest.account;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.account.OwnChangeRequest.NewPassword;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Times;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.account.AccountChange;
import io.headrace.store.account.AccountStore;
import io.headrace.store.account.OwnerView;
import io.headrace.store.account.PlanStore;
import io.headrace.store.account.PlanView;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says who is asking, and lets people change what is theirs to change of themselves. */
@Tag(name = "Sessions")
@APIResponse(
        responseCode = "401",
        description = "40101 not logged in, 40102 the session has expired, 40103 deactivated")
@APIResponse(responseCode = "503", description = "50301 the database does not answer, or too many passwords wait")
@SecurityRequirement(name = SessionResource.SCHEME)
@Path("/api/v1/me")
@Singleton
public final class MeResource {
    private final OwnerGate gate;
    private final JsonBodyIntake bodies;
    private final AccountStore accounts;
    private final PlanStore plans;
    private final PasswordProof proof;
    private final PasswordCheck passwords;

    MeResource(
            OwnerGate gate,
            JsonBodyIntake bodies,
            AccountStore accounts,
            PlanStore plans,
            PasswordProof proof,
            PasswordCheck passwords) {
        this.gate = gate;
        this.bodies = bodies;
        this.accounts = accounts;
        this.plans = plans;
        this.proof = proof;
        this.passwords = passwords;
    }

    @Operation(summary = "Who is logged in, and on which plan")
    @APIResponse(responseCode = "403", description = "40301 a key of a smaller scope")
    @APIResponse(
            responseCode = "200",
            description = "data: id, account and name (key, for a key of scope admin), role, plan with its limits")
    @GET
    public Uni<Response> me(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange)
                .invoke(() -> {
                    exchange.requireAcceptsJson();
                    exchange.requireNoQuery();
                })
                .chain(caller -> accounts.find(caller.ownerId()).chain(found -> answer(exchange, caller, found)));
    }

    @Operation(summary = "Change one's name or password", description = "A new password ends all other sessions")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = OwnChangeRequest.class)))
    @APIResponse(responseCode = "200", description = "data: as GET says it")
    @APIResponse(
            responseCode = "400",
            description = "40001 a field is wrong or unknown; password.old is not the password")
    @APIResponse(responseCode = "403", description = "40301 an API key may not do this")
    @APIResponse(responseCode = "415", description = "41501 not application/json, or a Content-Encoding")
    @APIResponse(responseCode = "429", description = "42901 too many wrong passwords; see Retry-After")
    @PATCH
    public Uni<Response> changeMe(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange)
                .invoke(MeResource::requirePerson)
                .chain(caller -> bodies.read(exchange)
                        .map(OwnChangeRequest::of)
                        .chain(request -> change(exchange, caller, request))
                        .chain(changed -> answer(exchange, caller, changed)));
    }

    private Uni<Optional<OwnerView>> change(Exchange exchange, OwnerCaller caller, OwnChangeRequest request) {
        NewPassword password = request.password();
        Uni<AccountChange> change = password == null
                ? Uni.createFrom().item(new AccountChange(request.name(), null, null, null))
                : proof.require(exchange, caller, password.former())
                        .chain(() -> passwords.hash(password.next()))
                        .map(hash -> new AccountChange(request.name(), hash, null, null));
        byte[] session = SessionToken.of(exchange).map(SessionToken::hash).orElse(null);
        return change.chain(ready -> accounts.changeOwn(caller.ownerId(), ready, session));
    }

    private Uni<Response> answer(Exchange exchange, OwnerCaller caller, Optional<OwnerView> found) {
        OwnerView me = found.orElseThrow(MeResource::gone);
        return plans.find(me.plan())
                .map(plan -> Answers.data(exchange, json -> write(json, caller, me, plan.orElseThrow())));
    }

    private static void write(JsonGenerator json, OwnerCaller caller, OwnerView me, PlanView plan) throws IOException {
        json.writeStringField("id", Ids.format(Ids.OWNER, me.id()));
        if (caller.isKey()) {
            json.writeStringField("key", caller.actor());
        } else {
            json.writeStringField("account", me.account());
            json.writeStringField("name", me.name());
        }
        json.writeStringField("role", caller.role().wireName());
        json.writeObjectFieldStart("plan");
        json.writeStringField("name", plan.name());
        Times.write(json, "expiresAt", me.planExpiresAt());
        PlanAnswers.writeLimits(json, plan);
        json.writeEndObject();
    }

    /** A key that leaked must not become an account that is lost. */
    private static void requirePerson(OwnerCaller caller) {
        if (caller.isKey()) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL).exception();
        }
    }

    private static RuntimeException gone() {
        return Problem.of(ErrorCode.CREDENTIAL_MISSING)
                .withHeader("WWW-Authenticate", "Bearer")
                .exception();
    }
}
