package io.headrace.notifier.send;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The JDK's TLS, with a handler that notes when its connection stood: the client itself tells of a connection only when
 * it is secured, so that nobody could say whether a slow target is slow to connect or slow to negotiate.
 */
final class TimedTls extends JdkSSLEngineOptions {
    TimedTls() {}

    private TimedTls(TimedTls other) {
        super(other);
    }

    @Override
    public TimedTls copy() {
        return new TimedTls(this);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new TimedContext(super.create());
            }
        };
    }

    private static final class TimedHandler extends SslHandler {
        TimedHandler(SSLEngine engine, boolean startTls, Executor executor) {
            super(engine, startTls, executor);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            ConnectionAge.securing(context.channel());
            super.channelActive(context);
        }
    }

    private static final class TimedContext extends DelegatedSslContext {
        TimedContext(SslContext context) {
            super(context);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
            return new TimedHandler(newEngine(allocator, host, port), startTls, executor);
        }
    }
}
