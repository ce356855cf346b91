package io.headrace.notifier.send;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on this machine, over UDP, that answers each question as it is told to. */
final class TestNameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int A = 1;
    private static final int INTERNET = 1;
    private static final int ANSWER = 0x8180;
    /** Points back to the name in the question. */
    private static final int SAME_NAME = 0xC000 | HEADER;

    private final DatagramSocket socket;
    private final Zone zone;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What names stand for. */
    interface Zone {
        /**
         * @param type 1 for IPv4 addresses, 28 for IPv6 addresses
         * @param times how often this name was asked for with this type before
         * @return those addresses; null for no answer at all
         */
        List<InetAddress> answer(String name, int type, int times);
    }

    TestNameServer(Zone zone) throws IOException {
        this.zone = zone;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** How often a name was asked for, by one type. */
    long asked(String name, int type) {
        return asked.stream().filter(question(name, type)::equals).count();
    }

    int askedAtAll() {
        return asked.size();
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        ByteBuffer question = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        short id = question.getShort();
        question.position(HEADER);
        String name = name(question);
        int type = question.getShort();
        byte[] asIs = Arrays.copyOfRange(packet.getData(), HEADER, question.position() + Short.BYTES);
        int times = (int) asked(name, type);
        asked.add(question(name, type));
        List<InetAddress> addresses = zone.answer(name, type, times);
        if (addresses != null) {
            byte[] answer = answer(id, asIs, type, addresses);
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private static byte[] answer(short id, byte[] question, int type, List<InetAddress> addresses) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(ANSWER);
        out.writeShort(1);
        out.writeShort(addresses.size());
        out.writeInt(0);
        out.write(question);
        for (InetAddress address : addresses) {
            out.writeShort(SAME_NAME);
            out.writeShort(type);
            out.writeShort(INTERNET);
            out.writeInt(0);
            out.writeShort(address.getAddress().length);
            out.write(address.getAddress());
        }
        return bytes.toByteArray();
    }

    private static String name(ByteBuffer question) {
        StringBuilder name = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    private static String question(String name, int type) {
        return name + "/" + type;
    }

    /** The addresses of this type among these. */
    static List<InetAddress> ofType(int type, String... addresses) {
        return Arrays.stream(addresses)
                .map(TestNameServer::literal)
                .filter(address -> address.getAddress().length == (type == A ? 4 : 16))
                .toList();
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
