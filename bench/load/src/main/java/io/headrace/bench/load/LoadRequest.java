package io.headrace.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to send, where, and how fast.
 *
 * @param body empty for none
 * @param paths sent in turn; the first is the URL's own if no others were given
 * @param connections all of them are open before the first request; in the closed loop each has one request at a time
 * @param rate requests per second that are begun whatever the server does (open loop); 0 for as fast as it answers
 * @param answers where to write each answer and its times, if anywhere
 */
record LoadRequest(
        URI url,
        String method,
        List<Header> headers,
        byte[] body,
        List<String> paths,
        int connections,
        double seconds,
        double rate,
        Optional<Path> answers) {
    private static final int MOST_CONNECTIONS = 10_000;

    LoadRequest {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url is \"" + url + "\": it must be http:// or https:// and a host");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections is " + connections + ": it must be 1 to " + MOST_CONNECTIONS);
        }
        if (seconds <= 0 || rate < 0) {
            throw new IllegalArgumentException(
                    "seconds is " + seconds + " and rate " + rate + ": they must be more than 0, and 0 or more");
        }
        headers = List.copyOf(headers);
        paths = List.copyOf(paths);
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    int port() {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return isSecure() ? 443 : 80;
    }
}
