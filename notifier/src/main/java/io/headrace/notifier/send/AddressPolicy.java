package io.headrace.notifier.send;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Decides whether a webhook may be sent to an address: only to globally reachable ones, by IANA's special-purpose
 * registries, and to networks that the operator allows.
 */
final class AddressPolicy {
    // Stricter than the registry in two ways: blocks that hold a few reachable anycast addresses are refused whole, and
    // 168.63.129.16, public everywhere else, is the host's own agent to whoever runs in Azure.
    private static final List<Network> NOT_GLOBAL_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    // Everything outside is loopback, mapped or compatible IPv4, local NAT64, unique local, link local, multicast...
    private static final Network GLOBAL_UNICAST_IPV6 = Network.of("2000::/3");

    // 2001::/23 holds Teredo, 2002::/16 is 6to4: both carry an IPv4 address past a filter and neither is in use.
    private static final List<Network> NOT_GLOBAL_IPV6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // What DNS64 answers for public IPv4 hosts, so it is judged by the address inside.
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

    private final List<Network> allowed;

    AddressPolicy(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean allows(InetAddress address) {
        return allows(address.getAddress());
    }

    private boolean allows(byte[] address) {
        if (isIn(allowed, address)) {
            return true;
        }
        return address.length == 4 ? !isIn(NOT_GLOBAL_IPV4, address) : allowsIpv6(address);
    }

    private boolean allowsIpv6(byte[] address) {
        byte[] last4 = Arrays.copyOfRange(address, 12, 16);
        if (NAT64.contains(address)) {
            return allows(last4);
        }
        return GLOBAL_UNICAST_IPV6.contains(address)
                && !isIn(NOT_GLOBAL_IPV6, address)
                && (!isIsatap(address) || allows(last4));
    }

    /** An interface id that carries an IPv4 address, with or without the bit that says it is unique. */
    private static boolean isIsatap(byte[] address) {
        byte[] id = Arrays.copyOfRange(address, 8, 12);
        id[0] &= (byte) ~0x02;
        return Arrays.equals(id, ISATAP);
    }

    private static boolean isIn(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::of).toList();
    }
}
