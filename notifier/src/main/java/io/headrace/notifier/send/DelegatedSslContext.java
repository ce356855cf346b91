package io.headrace.notifier.send;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/** Another context under a type of ours: Netty's own way to do this lets nobody choose the handler. */
abstract class DelegatedSslContext extends SslContext {
    private final SslContext context;

    DelegatedSslContext(SslContext context) {
        this.context = context;
    }

    @Override
    public final boolean isClient() {
        return context.isClient();
    }

    @Override
    public final List<String> cipherSuites() {
        return context.cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation")
    public final ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return context.applicationProtocolNegotiator();
    }

    @Override
    public final SSLEngine newEngine(ByteBufAllocator allocator) {
        return context.newEngine(allocator);
    }

    @Override
    public final SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
        return context.newEngine(allocator, host, port);
    }

    @Override
    public final SSLSessionContext sessionContext() {
        return context.sessionContext();
    }
}
