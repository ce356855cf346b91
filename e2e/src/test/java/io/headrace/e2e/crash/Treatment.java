package io.headrace.e2e.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is done to one webhook's connection. */
enum Treatment {
    OK(200),
    ERROR(500),
    TOO_MANY(429),
    REDIRECT(302),
    GONE(410),
    SLOW(200),
    FLOOD(200),
    RESET(0),
    HANG(0),
    DRIP(0);

    /** Well within the notifier's deadline, also on a busy machine. */
    private static final Duration SLOWNESS = Duration.ofMillis(500);

    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(1);
    private static final int FLOOD_BYTES = 10_000_000;
    private static final byte[] WATER = new byte[10_000];

    private final int status;

    Treatment(int status) {
        this.status = status;
    }

    /** How a target behaves at an attempt; most come round after the first. */
    static Treatment of(Behaviour behaviour, int attempt) {
        boolean first = attempt == 1;
        return switch (behaviour) {
            case FINE -> OK;
            case FLAKY -> first ? ERROR : OK;
            case BUSY -> first ? TOO_MANY : OK;
            case SLOW -> SLOW;
            case BROKEN -> ERROR;
            case REDIRECT -> REDIRECT;
            case GONE -> GONE;
            case RESET -> first ? RESET : OK;
            case HANG -> first ? HANG : OK;
            case DRIP -> first ? DRIP : OK;
            case FLOOD -> FLOOD;
        };
    }

    /** 0 where the sender never gets a whole answer. */
    int status() {
        return status;
    }

    /** Whether the connection may carry another webhook after it. */
    boolean perform(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (this) {
            case OK, ERROR -> answer(out, "", 0);
            case TOO_MANY -> answer(out, "Retry-After: 1\r\n", 0);
            case REDIRECT -> answer(out, "Location: http://127.0.0.1:1/elsewhere\r\n", 0);
            case GONE -> answer(out, "", 0);
            case SLOW -> {
                Pause.of(SLOWNESS);
                answer(out, "", 0);
            }
            case FLOOD -> flood(out);
            case RESET -> socket.setSoLinger(true, 0);
            case HANG -> awaitEnd(socket);
            case DRIP -> drip(out);
        }
        return status > 0 && this != FLOOD;
    }

    private void answer(OutputStream out, String headers, int length) throws IOException {
        out.write(("HTTP/1.1 " + status + " -\r\n" + headers + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void flood(OutputStream out) throws IOException {
        answer(out, "", FLOOD_BYTES);
        for (int sent = 0; sent < FLOOD_BYTES; sent += WATER.length) {
            out.write(WATER);
        }
    }

    /** The sender gives up, or is killed. */
    private static void awaitEnd(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {}
    }

    private static void drip(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        for (int drop = 0; drop < 1_000 && !Thread.currentThread().isInterrupted(); drop++) {
            out.write('.');
            out.flush();
            Pause.of(BETWEEN_DROPS);
        }
    }
}
