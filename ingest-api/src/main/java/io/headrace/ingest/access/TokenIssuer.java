package io.headrace.ingest.access;

import io.headrace.ingest.start.IngestConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Under which name tokens are issued, and for whom: both are this system. */
@Singleton
public final class TokenIssuer {
    private static final String NAMELESS = "urn:headrace";

    private final Optional<String> publicUrl;

    TokenIssuer(IngestConfig config) {
        this.publicUrl = config.publicUrl().filter(url -> !url.isBlank()).map(TokenIssuer::url);
    }

    /** Where clients reach us; empty where no operator said so. */
    public Optional<String> publicUrl() {
        return publicUrl;
    }

    String name() {
        return publicUrl.orElse(NAMELESS);
    }

    private static String url(String text) {
        URI url = URI.create(text.replaceAll("/+$", ""));
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalStateException(
                    "HEADRACE_PUBLIC_URL is " + text + ": it must be an http or https URL without query and fragment");
        }
        return url.toString();
    }
}
