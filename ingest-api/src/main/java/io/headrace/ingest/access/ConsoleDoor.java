package io.headrace.ingest.access;

import io.headrace.ingest.http.Exchange;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** The second way to the data: an owner who has logged in and works at the console. */
public interface ConsoleDoor {
    /** The header by which a console says what it is; alone it opens nothing. */
    String ORIGIN = "X-Headrace-Origin";

    /**
     * An owner at the console.
     *
     * @param account for the audit trail
     */
    record ConsoleOwner(UUID ownerId, String account) {}

    /** Whether a request says that it comes from the console. */
    static boolean isNamedBy(Exchange exchange) {
        return "console".equalsIgnoreCase(exchange.header(ORIGIN));
    }

    /** Who has logged in; empty where the request brings a key or a token instead; 401 or 403 as at the owner's API. */
    Uni<Optional<ConsoleOwner>> admit(Exchange exchange);
}
