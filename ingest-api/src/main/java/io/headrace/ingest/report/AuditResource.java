package io.headrace.ingest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.Ids;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.audit.AuditEntry;
import io.headrace.store.audit.AuditFilter;
import io.headrace.store.audit.AuditStore;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells an owner who asked for what, and what came of it. */
@Tag(name = "Reports")
@Path("/api/v1/audit")
@Singleton
public final class AuditResource {
    private static final Set<String> FILTERS = Set.of("endpoint", "key", "from", "to", "status");
    private static final Duration LATELY = Duration.ofDays(30);
    /** Nobody's clock is so far ahead. */
    private static final Duration TO_COME = Duration.ofDays(1);

    private final OwnerGate gate;
    private final AuditStore store;
    private final Clock clock;

    AuditResource(OwnerGate gate, AuditStore store, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.clock = clock;
    }

    @Operation(
            summary = "Every request for live records, and every write at the owner's API, newest first",
            description = "At most a few seconds behind; the last 30 days where nothing else is asked for. The newest"
                    + " 10,000 that match are counted and can be paged through: for older ones give a to.")
    @Parameter(
            name = "endpoint",
            in = ParameterIn.QUERY,
            description = "the slug of an endpoint",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @Parameter(
            name = "key",
            in = ParameterIn.QUERY,
            description = "the id of a key, or an account",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "the first moment, or a day",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "the moment after the last, or a day",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "404, or 4xx",
            schema = @Schema(type = SchemaType.STRING, pattern = "^[1-5]([0-9]{2}|xx)$"))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
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
            Paging paging = paging(exchange);
            AuditFilter filter = filter(caller, new ReportQuery(exchange.query()));
            return store.list(filter, paging.pageSize(), paging.offset())
                    .map(page -> Answers.page(exchange, paging, page.total(), page.items(), AuditResource::write));
        });
    }

    private static Paging paging(Exchange exchange) {
        Paging paging = Paging.of(exchange.query(), FILTERS);
        int last = AuditStore.MOST / paging.pageSize();
        if (paging.page() > last) {
            throw Problem.badParameter("page", Text.of("parameter.number", 1, last))
                    .exception();
        }
        return paging;
    }

    private AuditFilter filter(OwnerCaller caller, ReportQuery query) {
        caller.refuseTestKey();
        Instant now = clock.instant();
        StatusRange status = StatusRange.of(query.text("status").orElse(""));
        return new AuditFilter(
                caller.ownerId(),
                caller.onlyEndpoint(),
                query.text("endpoint").orElse(null),
                query.text("key").orElse(null),
                query.time("from", now.minus(LATELY)),
                query.time("to", now.plus(TO_COME)),
                status.least(),
                status.most());
    }

    private static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        json.writeStringField("id", Ids.format("aud_", entry.id()));
        json.writeStringField("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeStringField("actor", entry.actor());
        json.writeStringField("method", entry.method());
        json.writeStringField("route", entry.route());
        json.writeStringField("endpoint", entry.slug());
        json.writeStringField("recordId", id(Ids.RECORD, entry.recordId()));
        json.writeStringField("operationId", id(Ids.OPERATION, entry.operationId()));
        json.writeNumberField("status", entry.status());
        json.writeNumberField("code", entry.code());
        json.writeStringField("requestId", entry.requestId());
        json.writeStringField("remoteAddress", entry.remoteAddress());
    }

    private static @Nullable String id(String prefix, @Nullable UUID id) {
        return id == null ? null : Ids.format(prefix, id);
    }
}
