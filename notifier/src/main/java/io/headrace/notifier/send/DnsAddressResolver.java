package io.headrace.notifier.send;

import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks name servers of the operator's choice, and nobody else: no hosts file, no search list, nothing remembered. Each
 * lookup has a port of its own, which the questions for both kinds of address and their repetitions share, so that a
 * forged answer has to guess it.
 */
final class DnsAddressResolver implements AddressResolver {
    /** For one server; then the next is asked. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final DnsNameResolver resolver;

    /** @param servers in the order in which they are asked; those after the first, only where it has no answer */
    DnsAddressResolver(Vertx vertx, List<InetSocketAddress> servers) {
        this.vertx = vertx;
        Transport transport = ((VertxInternal) vertx).transport();
        this.resolver = new DnsNameResolverBuilder(vertx.nettyEventLoopGroup().next())
                .datagramChannelFactory(transport::datagramChannel)
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .socketChannelFactory(
                        () -> (SocketChannel) transport.channelFactory(false).newChannel())
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(twice(servers)))
                .queryTimeoutMillis(PATIENCE.toMillis())
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .hostsFileEntriesResolver((host, types) -> null)
                .searchDomains(List.of())
                .ndots(1)
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .build();
    }

    /** Answers where it was asked: all names are looked up on one event loop, and the attempts must not stay there. */
    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom().emitter(emitter -> {
            Context asked = vertx.getOrCreateContext();
            resolver.resolveAll(host)
                    .addListener((Future<List<InetAddress>> answered) ->
                            asked.runOnContext(ignored -> complete(emitter, answered)));
        });
    }

    private static void complete(UniEmitter<? super List<InetAddress>> emitter, Future<List<InetAddress>> answered) {
        if (answered.isSuccess()) {
            emitter.complete(answered.getNow());
        } else {
            emitter.fail(answered.cause());
        }
    }

    /** A datagram may be lost. */
    private static List<InetSocketAddress> twice(List<InetSocketAddress> servers) {
        return Stream.concat(servers.stream(), servers.stream()).toList();
    }
}
