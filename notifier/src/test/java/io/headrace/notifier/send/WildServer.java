package io.headrace.notifier.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that speaks byte by byte, so that it can speak badly. */
final class WildServer implements AutoCloseable {
    interface Behaviour {
        void answer(Socket socket, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();

    WildServer(Behaviour behaviour) throws IOException {
        this(behaviour, new byte[0]);
    }

    /** @param greeting sent at once to whoever connects */
    WildServer(Behaviour behaviour, byte[] greeting) throws IOException {
        this(listening("127.0.0.1", 0), behaviour, greeting);
    }

    private WildServer(ServerSocket server, Behaviour behaviour, byte[] greeting) {
        this.server = server;
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                socket.getOutputStream().write(greeting);
                start(() -> serve(socket, behaviour));
            }
        });
    }

    static WildServer answering(String bytes) throws IOException {
        return new WildServer((socket, out) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** At another address of this machine's own, under the same port. */
    WildServer twinAt(String address, Behaviour behaviour) throws IOException {
        return new WildServer(listening(address, port()), behaviour, new byte[0]);
    }

    private static ServerSocket listening(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    int port() {
        return server.getLocalPort();
    }

    /** What the requests began with, up to the empty line. */
    List<String> heads() {
        return heads;
    }

    int connections() {
        return sockets.size();
    }

    /** How many behaviours have come to their end, be it because the client closed. */
    int ended() {
        return ended.get();
    }

    private void serve(Socket socket, Behaviour behaviour) throws Exception {
        try (socket) {
            while (readHead(socket.getInputStream())) {
                behaviour.answer(socket, socket.getOutputStream());
            }
        } finally {
            ended.incrementAndGet();
        }
    }

    private boolean readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        heads.add(head.toString());
        in.skipNBytes(contentLength(head.toString()));
        return true;
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                // The client went, or the test is over: both are what is being tested.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
