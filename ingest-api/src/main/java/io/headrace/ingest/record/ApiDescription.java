package io.headrace.ingest.record;

/** What the published description says of several methods alike. */
final class ApiDescription {
    static final String WRITE = "Optional headers: If-Match with a version in quotes (not on create), Prefer: wait=N"
            + " (at most 10 seconds), X-Request-ID, X-Webhook-Callback with X-Webhook-Auth and X-Webhook-Auth-Header.";
    static final String BAD_REQUEST = "40000 not storable JSON, 40001 the schema says no (every failing field is"
            + " listed), 40002 a parameter or header is unknown or has the wrong form";
    static final String KEY =
            "Names this write, at least 24 hours long: sent again under the same key, byte for byte the"
                    + " same, it keeps its ids and has one effect, however often";
    static final String KEY_MISMATCH = "42202 the Idempotency-Key came before, with another request";
    static final String TOO_LARGE = "41301 more than 102,400 bytes";
    static final String MEDIA_TYPE = "41501 not application/json, or a Content-Encoding";
    static final String NOT_FOUND = "40401 not there, or not yours";
    static final String UNAVAILABLE = "50301 the queue, or with an Idempotency-Key the database, cannot take it now;"
            + " outcome says what is known";

    /** The name of the second half of what a console brings along. */
    static final String CONSOLE = "console";

    static final String CONSOLE_WORDS = "console, beside the session of the endpoint's owner: live data; writes fire no"
            + " webhooks and take no callback";

    private ApiDescription() {}
}
