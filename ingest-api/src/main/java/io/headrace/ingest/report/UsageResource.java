package io.headrace.ingest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.store.usage.UsageCounts;
import io.headrace.store.usage.UsageFilter;
import io.headrace.store.usage.UsageStore;
import io.headrace.store.usage.UsageView;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells an owner how often each key was used. */
@Tag(name = "Reports")
@Path("/api/v1/usage")
@Singleton
public final class UsageResource {
    private static final Set<String> FILTERS = Set.of("endpoint", "key", "from", "to");
    private static final int DAYS = 30;

    private final OwnerGate gate;
    private final UsageStore store;
    private final Clock clock;

    UsageResource(OwnerGate gate, UsageStore store, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.clock = clock;
    }

    @Operation(
            summary = "Requests, errors and bytes of each key and day (UTC), the newest day first",
            description = "At most a second behind; the last 30 days where nothing else is asked for")
    @Parameter(
            name = "endpoint",
            in = ParameterIn.QUERY,
            description = "the slug of an endpoint",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @Parameter(
            name = "key",
            in = ParameterIn.QUERY,
            description = "the id of a key",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "the first day",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "the last day",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
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
    @APIResponse(responseCode = "400", description = "40002 a parameter is unknown or has the wrong form")
    @APIResponse(responseCode = "401", description = "40101, 40102 or 40103: nobody whom we know")
    @GET
    public Uni<Response> list(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), FILTERS);
            UsageFilter filter = filter(caller, new ReportQuery(exchange.query()));
            return store.list(filter, paging.pageSize(), paging.offset())
                    .map(page -> Answers.page(exchange, paging, page.total(), page.items(), UsageResource::write));
        });
    }

    private UsageFilter filter(OwnerCaller caller, ReportQuery query) {
        caller.refuseTestKey();
        LocalDate to = query.day("to", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return new UsageFilter(
                caller.ownerId(),
                caller.onlyEndpoint(),
                query.text("endpoint").orElse(null),
                query.text("key").orElse(null),
                query.day("from", to.minusDays(DAYS - 1)),
                to);
    }

    private static void write(JsonGenerator json, UsageView usage) throws IOException {
        UsageCounts counts = usage.counts();
        json.writeStringField("key", usage.keyId());
        json.writeStringField("endpoint", usage.slug());
        json.writeStringField("day", usage.day().toString());
        json.writeNumberField("requests", counts.requests());
        json.writeObjectFieldStart("errors");
        json.writeNumberField("4xx", counts.clientErrors());
        json.writeNumberField("429", counts.limited());
        json.writeNumberField("5xx", counts.serverErrors());
        json.writeEndObject();
        json.writeNumberField("bytesIn", counts.bytesIn());
        json.writeNumberField("bytesOut", counts.bytesOut());
        json.writeStringField(
                "lastUsedAt", counts.lastUsedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
