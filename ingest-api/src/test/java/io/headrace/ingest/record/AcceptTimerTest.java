package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.ingest.http.Exchange;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptTimerTest {
    private static final int WORK_MS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AcceptTimer timer = new AcceptTimer(meters);
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void it_measures_from_the_arrival_and_not_from_the_acceptance() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(this::acceptAfterSomeWork);
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));

        await(vertx.createHttpClient()
                .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/")
                .compose(HttpClientRequest::send));

        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        Timer measured = meters.get("headrace.accept").timer();
        assertThat(measured.count()).isEqualTo(1);
        assertThat(measured.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(WORK_MS - 1);
    }

    private void acceptAfterSomeWork(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        vertx.setTimer(WORK_MS, id -> {
            // Whatever the order in which those are told who want to know of the end: after all of them.
            routing.addEndHandler(end -> vertx.runOnContext(next -> answered.countDown()));
            timer.accepted(exchange);
            routing.response().end();
        });
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
