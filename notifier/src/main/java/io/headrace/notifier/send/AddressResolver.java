package io.headrace.notifier.send;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Asks for every address of a host. */
interface AddressResolver {
    Uni<List<InetAddress>> resolve(String host);

    /** Completes when no question about the host is open any more, however it ended. */
    default Uni<Void> settled(String host) {
        return Uni.createFrom().voidItem();
    }
}
