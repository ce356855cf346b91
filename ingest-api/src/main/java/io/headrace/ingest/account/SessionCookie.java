package io.headrace.ingest.account;

import io.headrace.ingest.http.Exchange;
import java.time.Duration;

/** The cookie that carries a session for a browser: out of reach of scripts and of other sites. */
final class SessionCookie {
    private SessionCookie() {}

    static String of(Exchange exchange, SessionToken token, Duration lifetime) {
        return line(exchange, token.text(), lifetime.toSeconds());
    }

    static String gone(Exchange exchange) {
        return line(exchange, "", 0);
    }

    private static String line(Exchange exchange, String value, long seconds) {
        String line = SessionToken.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds;
        return exchange.isSecure() ? line + "; Secure" : line;
    }
}
