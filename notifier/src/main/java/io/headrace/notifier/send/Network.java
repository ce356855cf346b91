package io.headrace.notifier.send;

import java.math.BigInteger;
import java.net.InetAddress;

/** A range of addresses, as {@code address/prefix length}. */
record Network(byte[] address, int prefix) {

    /** {@link IllegalArgumentException} names the text; host names are never looked up. */
    static Network of(String text) {
        String[] parts = text.trim().split("/", -1);
        if (parts.length != 2
                || !parts[0].matches("[0-9a-fA-F:.]*[.:][0-9a-fA-F:.]*")
                || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("network is \"" + text + "\": it must be address/prefix length");
        }
        byte[] address = literal(text, parts[0]);
        int prefix = Integer.parseInt(parts[1]);
        if (prefix > address.length * 8 || hostBits(address, prefix).signum() != 0) {
            throw new IllegalArgumentException(
                    "network is \"" + text + "\": its prefix length does not fit its address");
        }
        return new Network(address, prefix);
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int hostBits = address.length * 8 - prefix;
        return new BigInteger(1, address).shiftRight(hostBits).equals(new BigInteger(1, other).shiftRight(hostBits));
    }

    private static byte[] literal(String text, String address) {
        InetAddress literal = Literal.of(address);
        if (literal == null) {
            throw new IllegalArgumentException("network is \"" + text + "\": it must begin with an address");
        }
        return literal.getAddress();
    }

    private static BigInteger hostBits(byte[] address, int prefix) {
        BigInteger mask = BigInteger.ONE.shiftLeft(address.length * 8 - prefix).subtract(BigInteger.ONE);
        return new BigInteger(1, address).and(mask);
    }
}
