package io.headrace.bench.constant;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limit of ingest-api: reads a request and answers the same bytes every time, with the headers that ours has. */
@Path("/constant/{bytes}")
@Singleton
@NonBlocking
public final class ConstantResource {
    private static final String BEGIN = "{\"success\":true,\"code\":0,\"padding\":\"";
    private static final String END = "\"}";
    private static final int MAX_BYTES = 1_000_000;

    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

    /** As a write is answered; the body was read as a whole. */
    @POST
    public Response write(@PathParam("bytes") int bytes, byte[] body) {
        return Response.accepted(answer(bytes))
                .header("Content-Type", "application/json")
                .header("X-Request-ID", "req_01m896kp8hejqbs01s4yz0enhc")
                .header("Location", "/api/v1/data/orders/rec_01m896kq3ze2jsmzasfcg0zpd0")
                .header("Operation-Location", "/api/v1/operations/op_01m896kq7geyh9h39qrfjrxw7d")
                .build();
    }

    /** As a record is answered. */
    @GET
    public Response read(@PathParam("bytes") int bytes) {
        return Response.ok(answer(bytes))
                .header("Content-Type", "application/json")
                .header("X-Request-ID", "req_01m896kp8hejqbs01s4yz0enhc")
                .header("ETag", "\"1\"")
                .build();
    }

    private byte[] answer(int bytes) {
        return bodies.computeIfAbsent(Math.min(bytes, MAX_BYTES), ConstantResource::body);
    }

    private static byte[] body(int bytes) {
        int padding = Math.max(0, bytes - BEGIN.length() - END.length());
        return (BEGIN + "x".repeat(padding) + END).getBytes(StandardCharsets.US_ASCII);
    }
}
