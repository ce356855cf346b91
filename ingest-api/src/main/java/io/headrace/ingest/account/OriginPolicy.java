package io.headrace.ingest.account;

import io.headrace.ingest.http.Exchange;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a write that a browser's cookie vouches for came from a page of ours. */
final class OriginPolicy {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private OriginPolicy() {}

    static boolean allows(Exchange exchange) {
        return READS.contains(exchange.method())
                || isOurs(exchange.header("Sec-Fetch-Site"), exchange.header("Origin"), exchange.header("Host"));
    }

    /** A browser says one of the two with every write; who says neither shows nothing. */
    static boolean isOurs(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return site.equals("same-origin");
        }
        return origin != null && host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
