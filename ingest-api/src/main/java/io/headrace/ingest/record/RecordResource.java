package io.headrace.ingest.record;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.access.AccessGate;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.record.PageRequest;
import io.headrace.store.record.RecordStore;
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
import java.util.UUID;

/** The data plane: records of one endpoint. */
@Path("/api/v1/data/{slug}")
@Singleton
public final class RecordResource {
    private final AccessGate gate;
    private final RecordStore store;
    private final WriteWorker writes;

    RecordResource(AccessGate gate, RecordStore store, WriteWorker writes) {
        this.gate = gate;
        this.store = store;
        this.writes = writes;
    }

    @POST
    public Uni<Response> create(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.CREATE, Ids.create()));
    }

    @PUT
    @Path("/{id}")
    public Uni<Response> replace(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.REPLACE, recordId(id)));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Response> delete(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.DELETE, recordId(id)));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> get(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ).chain(access -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return store.find(access.scope(), recordId(id))
                    .map(found -> RecordAnswers.found(200, exchange, found.orElseThrow(RecordResource::notFound))
                            .build());
        });
    }

    @GET
    public Uni<Response> list(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ).chain(access -> {
            exchange.requireAcceptsJson();
            PageRequest request = ListQuery.parse(exchange.query());
            return store.list(access.scope(), request).map(page -> RecordAnswers.page(exchange, request, page));
        });
    }

    /** An id of another form than ours is of no record. */
    private static UUID recordId(String id) {
        return Ids.parse(Ids.RECORD, id).orElseThrow(RecordResource::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
