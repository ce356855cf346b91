package io.headrace.notifier.send;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses as operators write them: four numbers, or IPv6, in brackets or not. */
final class Literal {
    private Literal() {}

    /** Null where it is none: whatever else there is would be looked up as a name, and nobody is there to be asked. */
    static @Nullable InetAddress of(String text) {
        if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
