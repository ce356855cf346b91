package io.headrace.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.backends.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proxy before a small server that sends back whatever it gets. */
class TcpProxyTest {
    private static final String COMMIT = "Q\0\0\0\013COMMIT\0";
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 200;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket echo = echo();
    private final TcpProxy proxy = TcpProxy.to(echo.getLocalPort());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void what_is_sent_arrives_and_comes_back() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            assertThat(ask(client, "two")).isEqualTo("two");
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void a_cut_resets_every_connection_and_new_ones_are_taken() throws IOException {
        try (Socket first = connect();
                Socket second = connect()) {
            ask(first, "one");
            ask(second, "two");

            proxy.cutAll();

            assertThatThrownBy(() -> ask(first, "three")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(second, "three")).isInstanceOf(IOException.class);
        }
        try (Socket next = connect()) {
            assertThat(ask(next, "four")).isEqualTo("four");
        }
    }

    @Test
    void a_commit_arrives_and_its_answer_does_not() throws IOException {
        try (Socket bystander = connect();
                Socket client = connect()) {
            proxy.cutAfterCommit();
            assertThat(ask(client, "before")).isEqualTo("before");

            assertThatThrownBy(() -> ask(client, COMMIT)).isInstanceOf(IOException.class);

            assertThat(received).contains(COMMIT);
            assertThat(proxy.commitsCut()).isEqualTo(1);
            assertThat(ask(bystander, COMMIT)).isEqualTo(COMMIT);
        }
    }

    @Test
    void a_commit_is_found_in_whatever_pieces_it_comes() {
        byte[] stream = ("xQ" + COMMIT + "y").getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= stream.length; cut++) {
            CommitFinder finder = new CommitFinder();
            byte[] rest = java.util.Arrays.copyOfRange(stream, cut, stream.length);
            boolean inFirst = finder.isIn(stream, cut);

            assertThat(finder.isIn(rest, rest.length)).as("cut at %d", cut).isNotEqualTo(inFirst);
        }
        assertThat(new CommitFinder().isIn("COMMIT\0".getBytes(StandardCharsets.US_ASCII), 7))
                .isFalse();
    }

    @Test
    void nothing_passes_a_pause_and_all_of_it_afterwards() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            proxy.pause();
            client.setSoTimeout(SILENCE_MILLIS);

            assertThatThrownBy(() -> ask(client, "two")).isInstanceOf(SocketTimeoutException.class);
            assertThat(received).doesNotContain("two");
            client.setSoTimeout(TIMEOUT_MILLIS);
            proxy.resume();

            assertThat(answer(client)).isEqualTo("two");
        }
    }

    @Test
    void a_client_is_cut_off_where_the_target_does_not_listen() throws IOException {
        try (TcpProxy toNobody = TcpProxy.to(FreePorts.next());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), toNobody.port())) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            assertThatThrownBy(() -> ask(client, "one"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(TIMEOUT_MILLIS);
        return client;
    }

    private static String ask(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return answer(client);
    }

    private static String answer(Socket client) throws IOException {
        byte[] bytes = new byte[100];
        int length = client.getInputStream().read(bytes);
        if (length < 0) {
            throw new IOException("the connection has ended");
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private ServerSocket echo() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Gate.daemon("echo", () -> serve(server));
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Gate.daemon("echo-client", () -> sendBack(client));
            } catch (IOException e) {
                // Closed at the end of the test.
            }
        }
    }

    private void sendBack(Socket client) {
        byte[] bytes = new byte[100];
        try (InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream()) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                received.add(new String(bytes, 0, length, StandardCharsets.US_ASCII));
                out.write(bytes, 0, length);
            }
        } catch (IOException e) {
            // The proxy has cut it.
        }
    }
}
