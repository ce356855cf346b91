package io.headrace.notifier.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts at once and passes what the first connection says on to another port only after a while. */
final class SlowRelay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

    SlowRelay(int target, Duration pause) throws IOException {
        start(() -> {
            try (Socket from = server.accept();
                    Socket to = new Socket(server.getInetAddress(), target)) {
                int first = from.getInputStream().read();
                new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
                start(() -> to.getInputStream().transferTo(from.getOutputStream()));
                to.getOutputStream().write(first);
                from.getInputStream().transferTo(to.getOutputStream());
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                // One side has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
