package io.headrace.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many destinations, each a server on a port of its own, that answer at once and remember when they were told what. */
final class ManyReceivers implements AutoCloseable {
    private static final String OPERATION = "\"operationId\":\"";

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final Map<String, Long> firstNanos = new ConcurrentHashMap<>();

    ManyReceivers(int count) {
        for (int i = 0; i < count; i++) {
            servers.add(server(i));
        }
    }

    String url(int number) {
        return "http://127.0.0.1:" + servers.get(number).getAddress().getPort() + "/";
    }

    /** When this one was told first what became of an operation, on this process's running clock. */
    OptionalLong toldNanos(int number, String operationId) {
        Long nanos = firstNanos.get(key(number, operationId));
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    private HttpServer server(int number) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            server.setExecutor(workers);
            server.createContext("/", exchange -> receive(number, exchange));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(int number, HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int begin = body.indexOf(OPERATION) + OPERATION.length();
        firstNanos.putIfAbsent(key(number, body.substring(begin, body.indexOf('"', begin))), now);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static String key(int number, String operationId) {
        return number + " " + operationId;
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        workers.shutdownNow();
    }
}
