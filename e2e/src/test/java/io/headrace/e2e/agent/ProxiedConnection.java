package io.headrace.e2e.agent;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** One client's connection through the proxy: a thread for each direction. */
final class ProxiedConnection {
    private static final int BUFFER = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Gate gate;
    private final BooleanSupplier cutCommit;
    private final AtomicInteger commitsCut;
    private final CommitFinder commits = new CommitFinder();
    private volatile boolean answerIsDue;

    /** @param cutCommit asked when a COMMIT comes by: whether this one is to be cut off from its answer */
    ProxiedConnection(Socket client, Socket server, Gate gate, BooleanSupplier cutCommit, AtomicInteger commitsCut) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.cutCommit = cutCommit;
        this.commitsCut = commitsCut;
    }

    void start(Runnable ended) {
        Gate.daemon("proxy-up", () -> {
            pump(client, server, this::look);
            ended.run();
        });
        Gate.daemon("proxy-down", () -> pump(server, client, (bytes, length) -> !swallow()));
    }

    /** A reset, not a farewell: whoever has bytes on the way loses them. */
    void cut() {
        for (Socket end : new Socket[] {client, server}) {
            try {
                end.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is closed already.
            }
            close(end);
        }
    }

    private interface Look {
        /** Whether the bytes may pass. */
        boolean at(byte[] bytes, int length);
    }

    private void pump(Socket from, Socket to, Look look) {
        byte[] bytes = new byte[BUFFER];
        try {
            for (int length = from.getInputStream().read(bytes);
                    length >= 0;
                    length = from.getInputStream().read(bytes)) {
                gate.pass();
                if (!look.at(bytes, length)) {
                    cut();
                    return;
                }
                to.getOutputStream().write(bytes, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            cut();
        }
    }

    /** Before the COMMIT goes on, so that its answer cannot slip through. */
    private boolean look(byte[] bytes, int length) {
        if (commits.isIn(bytes, length) && cutCommit.getAsBoolean()) {
            answerIsDue = true;
        }
        return true;
    }

    private boolean swallow() {
        if (answerIsDue) {
            commitsCut.incrementAndGet();
        }
        return answerIsDue;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }
}
