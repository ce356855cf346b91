package io.headrace.bench.load;

import io.hyperfoil.api.session.Session;
import io.hyperfoil.http.api.HttpRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Counts and times the requests of one load. Hyperfoil's own clock starts when a request is begun, which hides what a
 * late generator does to it; here the n-th request of an open loop counts from the n-th tick of its rate.
 *
 * <p>Only ever touched by the one thread that sends.
 */
final class Tally {
    private static final int DIGITS = 3;
    /** A refusal is quick, and no answer to what was asked: its time is not the server's. */
    private static final int FIRST_ERROR = 400;

    private static final long NO_TIME = Long.MIN_VALUE;

    private final LoadRequest load;
    private final Histogram latency = new Histogram(DIGITS);
    private final Histogram lateness = new Histogram(DIGITS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

    /** By a session's number; a session has one request at a time. */
    private long[] intended = new long[64];

    private int[] status = new int[64];
    private ByteArrayOutputStream[] bodies = new ByteArrayOutputStream[64];

    private long begun;
    private long phaseNanos = NO_TIME;
    private long answeredInTime;

    Tally(LoadRequest load) {
        this.load = load;
    }

    /** A request is about to be sent: which path it is for, in turn. */
    String nextPath() {
        return load.paths().get((int) (begun % load.paths().size()));
    }

    boolean begin(Session session) {
        long now = System.nanoTime();
        if (phaseNanos == NO_TIME) {
            long sincePhase = System.currentTimeMillis() - session.phaseStartTimestamp();
            phaseNanos = now - TimeUnit.MILLISECONDS.toNanos(sincePhase);
        }
        begun++;
        int number = session.uniqueId();
        makeRoomFor(number);
        intended[number] = load.isOpenLoop() ? tick(begun) : now;
        if (load.isOpenLoop()) {
            lateness.recordValue(micros(now - intended[number]));
        }
        return true;
    }

    void status(HttpRequest request, int code) {
        status[request.session.uniqueId()] = code;
    }

    void body(Session session, ByteBuf data, int offset, int length) {
        int number = session.uniqueId();
        if (bodies[number] == null) {
            bodies[number] = new ByteArrayOutputStream();
        }
        byte[] bytes = new byte[length];
        data.getBytes(offset, bytes);
        bodies[number].writeBytes(bytes);
    }

    void complete(Session session) {
        int number = session.uniqueId();
        long now = System.nanoTime();
        if (status[number] == 0) {
            return;
        }
        statuses.merge(status[number], 1L, Long::sum);
        if (status[number] < FIRST_ERROR) {
            latency.recordValue(micros(now - intended[number]));
        }
        if (now <= endNanos()) {
            answeredInTime++;
        }
        if (load.answers().isPresent()) {
            keepAnswer(number, now);
        }
        status[number] = 0;
    }

    byte[] answers() {
        return answers.toByteArray();
    }

    LoadReport report(long failed) {
        long expected = Math.round(load.rate() * load.seconds());
        return new LoadReport(
                "Hyperfoil",
                load.url().toString(),
                load.isOpenLoop() ? "open" : "closed",
                load.seconds(),
                answeredInTime,
                Math.round(answeredInTime / load.seconds() * 10) / 10.0,
                named(statuses),
                failed,
                load.isOpenLoop() ? Math.max(0, expected - begun) : 0,
                Percentiles.of(latency),
                Percentiles.of(lateness));
    }

    private void keepAnswer(int number, long now) {
        String times = intended[number] + " " + now + " " + status[number] + " ";
        answers.writeBytes(times.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (bodies[number] != null) {
            answers.writeBytes(bodies[number].toByteArray());
            bodies[number].reset();
        }
        answers.write('\n');
    }

    private long tick(long number) {
        return phaseNanos + (long) ((number - 1) * 1e9 / load.rate());
    }

    private long endNanos() {
        return phaseNanos + (long) (load.seconds() * 1e9);
    }

    private void makeRoomFor(int number) {
        if (number >= intended.length) {
            int size = Math.max(number + 1, 2 * intended.length);
            intended = Arrays.copyOf(intended, size);
            status = Arrays.copyOf(status, size);
            bodies = Arrays.copyOf(bodies, size);
        }
    }

    private static long micros(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    private static Map<String, Long> named(Map<Integer, Long> statuses) {
        Map<String, Long> named = new TreeMap<>();
        statuses.forEach((code, count) -> named.put(Integer.toString(code), count));
        return named;
    }
}
