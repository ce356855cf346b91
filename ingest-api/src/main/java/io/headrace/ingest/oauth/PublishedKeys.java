package io.headrace.ingest.oauth;

import io.headrace.ingest.access.AccessTokens;
import io.headrace.ingest.http.Exchange;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers with the public halves of the signing keys, wherever they are asked for. */
@Singleton
final class PublishedKeys {
    /** Far less than the time for which the next key is published before it signs. */
    private static final String CACHE = "public, max-age=300";

    private final AccessTokens tokens;

    PublishedKeys(AccessTokens tokens) {
        this.tokens = tokens;
    }

    Uni<Response> answer(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return tokens.publicKeys().map(PublishedKeys::json);
    }

    private static Response json(String text) {
        return Response.ok(text.getBytes(StandardCharsets.UTF_8), "application/json")
                .header("Cache-Control", CACHE)
                .build();
    }
}
