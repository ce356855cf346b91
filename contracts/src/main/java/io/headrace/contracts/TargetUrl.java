package io.headrace.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a webhook target, read by one strict parser so that no two parts of the system can disagree on its
 * host. Whether the host may be called is decided at each attempt, on the addresses it resolves to.
 *
 * @param host a DNS name, a canonical IPv4 address, or an IPv6 address without brackets in
 *     the form of RFC 5952; lower case
 * @param port from 1 to 65535, the scheme's own where the text names none
 * @param pathAndQuery as written, at least {@code /}
 */
public record TargetUrl(boolean https, String host, int port, String pathAndQuery) {
    public static final int MAX_LENGTH = 2_048;
    private static final Pattern ALLOWED = Pattern.compile("[!-~&&[^\\\\\"<>^`{|}]]+");
    /** Read by hand: java.net.URI gives up on underscores, which DNS names of services have. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::([1-9][0-9]{0,4}))?");

    /**
     * @param allowHttp whether the operator allows plain http
     * @throws IllegalArgumentException says which rule the text breaks
     */
    public static TargetUrl parse(String text, boolean allowHttp) {
        require(text.length() <= MAX_LENGTH, "must have at most " + MAX_LENGTH + " characters");
        require(ALLOWED.matcher(text).matches(), "must consist of visible ASCII characters that URLs allow");
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean https = scheme.equals("https");
        require(https || scheme.equals("http") && allowHttp, allowHttp ? "must be http or https" : "must be https");
        require(
                text.regionMatches(true, 0, scheme + "://", 0, scheme.length() + 3),
                "must have the form scheme://host");
        require(uri.getRawFragment() == null, "must not carry a fragment");
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        require(authority.indexOf('@') < 0, "must not carry user information");
        Matcher parts = AUTHORITY.matcher(authority);
        require(parts.matches(), "must name a host, and a port only as a plain number");
        String host = TargetHost.normal(parts.group(1).toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException(
                        "must name a host: a DNS name, a canonical IPv4 address or [IPv6]"));
        int port = parts.group(2) == null ? (https ? 443 : 80) : Integer.parseInt(parts.group(2));
        require(port <= 65_535, "must have a port from 1 to 65535");
        TargetUrl url = new TargetUrl(https, host, port, pathAndQuery(uri));
        require(url.text().length() <= MAX_LENGTH, "must have at most " + MAX_LENGTH + " characters with its port");
        return url;
    }

    /** The text that {@link #parse} reads as this. */
    public String text() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (https ? "https://" : "http://") + name + ":" + port + pathAndQuery;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL", e);
        }
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
