package io.headrace.ingest.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.account.PlanAnswers;
import io.headrace.ingest.account.SessionResource;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.account.PlanOutcome;
import io.headrace.store.account.PlanStore;
import io.headrace.store.account.PlanView;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administrators say which plans there are and what each allows. */
@Tag(name = "Administration")
@APIResponse(responseCode = "401", description = AdminDescription.UNAUTHORIZED)
@APIResponse(responseCode = "403", description = AdminDescription.FORBIDDEN)
@APIResponse(responseCode = "503", description = AdminDescription.BUSY)
@SecurityRequirement(name = SessionResource.SCHEME)
@Path(PlanResource.PATH)
@Singleton
public final class PlanResource {
    static final String PATH = "/api/v1/plans";
    /** The product comes with these and names them: an owner starts on one of them. */
    private static final Set<String> KEPT = Set.of("free", "standard", "enterprise");

    private final OwnerGate gate;
    private final JsonBodyIntake bodies;
    private final PlanStore plans;

    PlanResource(OwnerGate gate, JsonBodyIntake bodies, PlanStore plans) {
        this.gate = gate;
        this.bodies = bodies;
        this.plans = plans;
    }

    @Operation(summary = "Add a plan", description = "At the top the limits of single writes")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PlanRequest.class, requiredProperties = "name")))
    @APIResponse(responseCode = "201", description = "data: the plan; see Location")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @APIResponse(responseCode = "409", description = "40901 there is a plan of this name")
    @APIResponse(responseCode = "415", description = AdminDescription.MEDIA_TYPE)
    @POST
    public Uni<Response> createPlan(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange)
                .chain(() -> bodies.read(exchange))
                .map(PlanRequest::toCreate)
                .chain(plan -> plans.create(plan).map(created -> {
                    if (!created) {
                        throw Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("plan.taken"))
                                .exception();
                    }
                    return Answers.created(exchange, PATH + "/" + plan.name(), json -> write(json, plan));
                }));
    }

    @Operation(summary = "List plans, by name")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000000"))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @APIResponse(responseCode = "200", description = "data.items and data.pagination")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @GET
    public Uni<Response> listPlans(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange).chain(() -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), Set.of());
            return plans.count()
                    .chain(total -> plans.list(paging.pageSize(), paging.offset())
                            .map(items -> Answers.page(exchange, paging, total, items, PlanResource::write)));
        });
    }

    @Operation(summary = "Read a plan")
    @APIResponse(responseCode = "200", description = "data: the plan")
    @APIResponse(responseCode = "404", description = AdminDescription.NO_PLAN)
    @GET
    @Path("/{plan}")
    public Uni<Response> readPlan(@PathParam("plan") String name, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange).chain(() -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return plans.find(known(name))
                    .map(found -> found.orElseThrow(PlanResource::notFound))
                    .map(plan -> Answers.data(exchange, json -> write(json, plan)));
        });
    }

    @Operation(
            summary = "Say anew what a plan allows",
            description = "As a whole; in effect on every instance within 5 seconds")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PlanRequest.class)))
    @APIResponse(responseCode = "200", description = "data: the plan")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @APIResponse(responseCode = "404", description = AdminDescription.NO_PLAN)
    @APIResponse(responseCode = "415", description = AdminDescription.MEDIA_TYPE)
    @PUT
    @Path("/{plan}")
    public Uni<Response> replacePlan(@PathParam("plan") String name, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange)
                .chain(() -> bodies.read(exchange))
                .map(body -> PlanRequest.toReplace(body, known(name)))
                .chain(plan -> plans.replace(plan).map(replaced -> {
                    if (!replaced) {
                        throw notFound();
                    }
                    return Answers.data(exchange, json -> write(json, plan));
                }));
    }

    @Operation(summary = "Delete a plan that nobody is on")
    @APIResponse(responseCode = "200", description = "It is gone")
    @APIResponse(responseCode = "404", description = AdminDescription.NO_PLAN)
    @APIResponse(
            responseCode = "409",
            description = "40901 an owner is on it, or it is one that comes with the product")
    @DELETE
    @Path("/{plan}")
    public Uni<Response> deletePlan(@PathParam("plan") String name, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange).chain(() -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            if (KEPT.contains(name)) {
                throw Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("plan.kept")).exception();
            }
            return plans.delete(known(name)).map(outcome -> deleted(exchange, outcome));
        });
    }

    private static Response deleted(Exchange exchange, PlanOutcome outcome) {
        return switch (outcome) {
            case DELETED ->
                Answers.success(200, exchange, "success", json -> {}).build();
            case MISSING -> throw notFound();
            case IN_USE ->
                throw Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("plan.in-use"))
                        .exception();
        };
    }

    private static void write(JsonGenerator json, PlanView plan) throws IOException {
        json.writeStringField("name", plan.name());
        PlanAnswers.writeLimits(json, plan);
    }

    /** A name of another form than ours is of no plan. */
    private static String known(String name) {
        if (!PlanName.isOne(name)) {
            throw notFound();
        }
        return name;
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
