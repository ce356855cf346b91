package io.headrace.bench.constant;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpResponseHead;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** So many posts, so many at once, to one URL after the other. */
final class Posts {
    private final WebClient client;
    private final List<String> urls;
    private final MultiMap headers;
    private final Buffer body;
    private final AtomicInteger toBegin;
    private final AtomicInteger toEnd;
    private final AtomicInteger failed = new AtomicInteger();
    private final LongConsumer done;

    Posts(WebClient client, List<String> urls, MultiMap headers, Buffer body, int number, LongConsumer done) {
        this.client = client;
        this.urls = urls;
        this.headers = headers;
        this.body = body;
        this.toBegin = new AtomicInteger(number);
        this.toEnd = new AtomicInteger(number);
        this.done = done;
    }

    void begin(int atOnce) {
        for (int i = 0; i < atOnce; i++) {
            next();
        }
    }

    private void next() {
        int left = toBegin.getAndDecrement();
        if (left <= 0) {
            return;
        }
        client.postAbs(urls.get(left % urls.size()))
                .putHeaders(headers)
                .sendBuffer(body)
                .onComplete(sent -> {
                    if (sent.failed() || !isSuccess(sent.result())) {
                        failed.incrementAndGet();
                    }
                    if (toEnd.decrementAndGet() == 0) {
                        done.accept(failed.get());
                    }
                    next();
                });
    }

    private static boolean isSuccess(HttpResponseHead answer) {
        return answer.statusCode() / 100 == 2;
    }
}
