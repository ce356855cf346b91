package io.headrace.ingest.record;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Origin;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.TargetHeaderPolicy;
import io.headrace.contracts.TargetUrl;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the three callback headers of a write ask for, before it is known whether that may be. */
record CallbackRequest(
        @Nullable String url,
        @Nullable String authHeader,
        @Nullable String auth) {
    static final String URL = "X-Webhook-Callback";
    static final String AUTH_HEADER = "X-Webhook-Auth-Header";
    static final String AUTH = "X-Webhook-Auth";

    static CallbackRequest of(Exchange exchange) {
        return new CallbackRequest(exchange.header(URL), exchange.header(AUTH_HEADER), exchange.header(AUTH));
    }

    /** One detail for each header that is wrong. The console's writes are told to nobody, so it may ask for nothing. */
    List<Detail> flaws(boolean allowHttp, Origin origin) {
        List<Detail> flaws = new ArrayList<>();
        if (url != null && origin == Origin.CONSOLE) {
            return List.of(new Detail(URL, Text.of("callback.console")));
        }
        if (url != null && !isTarget(url, allowHttp)) {
            flaws.add(new Detail(URL, Text.of(allowHttp ? "callback.url-or-http" : "callback.url")));
        }
        if (url == null && (auth != null || authHeader != null)) {
            flaws.add(new Detail(URL, Text.of("callback.missing")));
        }
        if (authHeader != null && !TargetHeaderPolicy.allowsName(authHeader)) {
            flaws.add(new Detail(AUTH_HEADER, Text.of("callback.auth-header")));
        }
        if (authHeader != null && auth == null) {
            flaws.add(new Detail(AUTH, Text.of("callback.auth-missing")));
        }
        if (auth != null && !TargetHeaderPolicy.allowsValue(auth)) {
            flaws.add(new Detail(AUTH, Text.of("callback.auth", TargetHeaderPolicy.MAX_VALUE)));
        }
        return flaws;
    }

    /** As it may leave this process: the secret is sealed for this operation. Null where none was asked for. */
    @Nullable
    Callback seal(SecretSealer sealer, UUID operationId) {
        if (url == null) {
            return null;
        }
        if (auth == null) {
            return new Callback(url, null, null);
        }
        String name = authHeader == null ? Callback.DEFAULT_AUTH_HEADER : authHeader;
        return new Callback(url, name, sealer.seal(auth, Callback.authContext(operationId)));
    }

    private static boolean isTarget(String url, boolean allowHttp) {
        try {
            TargetUrl.parse(url, allowHttp);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the secret, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "callback to " + url;
    }
}
