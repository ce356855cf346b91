package io.headrace.bench.constant;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** More receivers of webhooks, each on a port of its own, so that each is a destination of its own; they count together. */
@Singleton
final class HookPorts {
    private final Receipts receipts;

    HookPorts(Receipts receipts) {
        this.receipts = receipts;
    }

    void open(
            @Observes StartupEvent event,
            Vertx vertx,
            @ConfigProperty(name = "bench.hook-ports") Optional<List<Integer>> ports) {
        ports.orElse(List.of())
                .forEach(port -> vertx.createHttpServer()
                        .requestHandler(this::receive)
                        .listen(port)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            receipts.count(System.nanoTime());
            request.response().setStatusCode(204).end();
        });
    }
}
