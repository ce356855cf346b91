package io.headrace.bench.constant;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** A receiver of webhooks that is as fast as its stack: it counts, or notes when each operation's webhook came. */
@Path("/hook")
@Singleton
@NonBlocking
public final class HookResource {
    private final Receipts receipts;

    HookResource(Receipts receipts) {
        this.receipts = receipts;
    }

    @POST
    public Response receive(byte[] body) {
        receipts.count(System.nanoTime());
        return Response.noContent().build();
    }

    @POST
    @Path("/timed")
    public Response receiveTimed(byte[] body) {
        receipts.note(System.nanoTime(), body);
        return Response.noContent().build();
    }

    /** {@code count first-nanos last-nanos}, then a line {@code operation-id nanos} for each that was noted. */
    @GET
    public String all() {
        return receipts.text();
    }

    @DELETE
    public void forget() {
        receipts.forget();
    }
}
