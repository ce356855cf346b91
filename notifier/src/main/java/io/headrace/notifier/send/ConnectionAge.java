package io.headrace.notifier.send;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.OptionalLong;

/**
 * What a connection tells an attempt about itself.
 *
 * @param isNew no attempt has used it before
 * @param securingSinceNanos when it stood and TLS began; empty for plain http
 */
record ConnectionAge(boolean isNew, OptionalLong securingSinceNanos) {
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(ConnectionAge.class, "used");
    private static final AttributeKey<Long> SECURING_SINCE = AttributeKey.valueOf(ConnectionAge.class, "securingSince");

    /** Asked once by each attempt: whoever asks first, has it new. */
    static ConnectionAge of(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        Long since = channel.attr(SECURING_SINCE).get();
        return new ConnectionAge(
                channel.attr(USED).getAndSet(true) == null,
                since == null ? OptionalLong.empty() : OptionalLong.of(since));
    }

    static void securing(Channel channel) {
        Attribute<Long> since = channel.attr(SECURING_SINCE);
        since.setIfAbsent(System.nanoTime());
    }
}
