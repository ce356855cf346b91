package io.headrace.ingest.http;

import io.headrace.contracts.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names each request: as the client did, if its name is sane, else anew. */
final class RequestIds {
    private static final Pattern SANE = Pattern.compile("[!-~]{1,128}");

    private RequestIds() {}

    static String of(@Nullable String header) {
        return header != null && SANE.matcher(header).matches() ? header : Ids.format(Ids.REQUEST, Ids.create());
    }
}
