package io.headrace.bench.constant;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** The limit of delivering: the notifier's client, set up as the notifier does, posts a body again and again. */
@Path("/post")
@Singleton
@NonBlocking
public final class PostResource {
    private static final int KEEP_ALIVE_SECONDS = 2;

    private final Vertx vertx;

    PostResource(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Answers how many attempts had no 2xx, once all have ended. */
    @POST
    public Uni<String> post(
            @QueryParam("url") List<String> urls,
            @QueryParam("number") int number,
            @QueryParam("connections") int connections,
            byte[] body) {
        WebClient client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setUserAgentEnabled(false)
                        .setFollowRedirects(false)
                        .setMaxPoolSize(connections)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
        return Uni.createFrom().emitter(emitter -> {
            Posts posts = new Posts(client, urls, headers(), Buffer.buffer(body), number, failed -> {
                client.close();
                emitter.complete(Long.toString(failed));
            });
            posts.begin(connections);
        });
    }

    /** As many and as long as those of a webhook. */
    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/json")
                .add("User-Agent", "Headrace/0.1.0-SNAPSHOT")
                .add("X-Request-ID", "req_01m896kp8hejqbs01s4yz0enhc")
                .add("Headrace-Attempt", "1")
                .add("webhook-id", "evt_01m896kq7geyh9h39qrfjrxw7d")
                .add("webhook-timestamp", "1795608931")
                .add("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")
                .add("X-Webhook-Signature", "0".repeat(64));
    }
}
