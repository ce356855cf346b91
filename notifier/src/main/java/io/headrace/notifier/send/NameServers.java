package io.headrace.notifier.send;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is asked for the names of targets, where the operator has named somebody. */
final class NameServers {
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9.]+)(?::([1-9][0-9]{0,4}))?");
    private static final int DNS_PORT = 53;

    private NameServers() {}

    /**
     * Reads {@code address[:port]}, an IPv6 address in brackets.
     *
     * @throws IllegalArgumentException names the text; a name is never looked up, for nobody is there to be asked
     */
    static InetSocketAddress of(String text) {
        Matcher parts = SERVER.matcher(text.trim());
        int port = !parts.matches() ? 0 : parts.group(2) == null ? DNS_PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw refused(text);
        }
        InetAddress address = Literal.of(parts.group(1));
        if (address == null) {
            throw refused(text);
        }
        return new InetSocketAddress(address, port);
    }

    static List<InetSocketAddress> of(List<String> texts) {
        return texts.stream().map(NameServers::of).toList();
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("name server is \"" + text + "\": it must be address[:port]");
    }
}
