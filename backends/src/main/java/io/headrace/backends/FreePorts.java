package io.headrace.backends;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody uses, below the range from which systems take the ports of outgoing connections: a process that is
 * started again finds its port still free. Processes that run side by side, with different numbers from 1 to 3 in the
 * system property {@code headrace.ports.part}, take none of each other's.
 */
public final class FreePorts {
    private static final int PART_SIZE = 3_000;
    private static final int LOWEST = 20_000 + PART_SIZE * part(System.getProperty("headrace.ports.part", "0"));
    private static final int BEYOND = LOWEST + PART_SIZE;
    private static final int TRIES = 1_000;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    static int part(String text) {
        if (!text.matches("0?[0-3]")) {
            throw new IllegalArgumentException("headrace.ports.part is \"" + text + "\": it must be from 0 to 3");
        }
        return Integer.parseInt(text);
    }

    /** A port that this process has not handed out before. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(port) && TAKEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BEYOND);
    }

    /** Whether a server could listen there now, on loopback and on every interface. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // As our servers do: connections in TIME_WAIT left by the last run are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
