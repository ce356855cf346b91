package io.headrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A collaborator's server on this machine: keeps every webhook it gets and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(16);
    private final Map<String, List<Receipt>> receipts = new ConcurrentHashMap<>();
    private volatile Function<Receipt, Integer> answer = receipt -> 200;
    private volatile Map<String, String> headers = Map.of();

    /** @param headers names in lower case */
    record Receipt(String path, Map<String, String> headers, byte[] body, Instant at) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::receive);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The status that each webhook is answered with. */
    void answering(Function<Receipt, Integer> status) {
        this.answer = status;
    }

    /** What goes with every answer. */
    void heading(Map<String, String> headers) {
        this.headers = headers;
    }

    /** All webhooks that came to this path, in the order of their arrival. */
    List<Receipt> at(String path) {
        return receipts.getOrDefault(path, List.of());
    }

    int count() {
        return receipts.values().stream().mapToInt(List::size).sum();
    }

    private void receive(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Receipt receipt = new Receipt(exchange.getRequestURI().toString(), headers, body, Instant.now());
        receipts.computeIfAbsent(receipt.path(), path -> new CopyOnWriteArrayList<>())
                .add(receipt);
        int status = answer.apply(receipt);
        this.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
