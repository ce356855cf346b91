package io.headrace.e2e.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the services and PostgreSQL or Kafka, on loopback, and cuts their connections when it is told to. It
 * takes new ones at once, whether its target listens or not: then they are cut.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final int targetPort;
    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean cutAfterCommit = new AtomicBoolean();
    private final AtomicInteger commitsCut = new AtomicInteger();
    private final Gate gate = new Gate();

    private TcpProxy(int targetPort, ServerSocket listener) {
        this.targetPort = targetPort;
        this.listener = listener;
    }

    /** Before or after the target begins to listen. */
    public static TcpProxy to(int targetPort) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            TcpProxy proxy = new TcpProxy(targetPort, listener);
            Gate.daemon("proxy-" + proxy.port(), proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection that there is, at both ends. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** The next COMMIT that goes to PostgreSQL arrives there; its connection is reset when the answer comes. */
    public void cutAfterCommit() {
        cutAfterCommit.set(true);
    }

    /** How many answers to a COMMIT were swallowed so far. */
    public int commitsCut() {
        return commitsCut.get();
    }

    /** From now on nothing passes, either way; connections stay open. */
    public void pause() {
        gate.close();
    }

    public void resume() {
        gate.open();
    }

    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
        gate.open();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // Closed, or one that was gone before we took it: the next one is looked at.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        ProxiedConnection connection = new ProxiedConnection(client, server, gate, this::mayCutCommit, commitsCut);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS);
        } catch (IOException e) {
            connection.cut();
            return;
        }
        connections.add(connection);
        connection.start(() -> connections.remove(connection));
    }

    private boolean mayCutCommit() {
        return cutAfterCommit.compareAndSet(true, false);
    }
}
