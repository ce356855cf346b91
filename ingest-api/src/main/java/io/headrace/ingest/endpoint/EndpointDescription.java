package io.headrace.ingest.endpoint;

/** What the published description says of several methods alike. */
final class EndpointDescription {
    static final String SLUG = "The endpoint's name in paths";
    static final String SCHEMA = "JSON Schema 2020-12, of the subset that docs/http-api.md describes; 64 KB at most";
    static final String TRIAL = "complete (whether all records were looked at), and for test and for live: checked,"
            + " notPassing, and up to 10 examples with id, version and details";
    static final String BAD_REQUEST = "40000 not JSON, 40001 a member is missing, unknown or wrong (each one is listed,"
            + " a schema's flaws with their JSON pointers), 40002 a query parameter";
    static final String UNAUTHORIZED = "40101, 40102, 40103 nobody is logged in";
    static final String NOT_FOUND = "40401 not there, or not yours";
    static final String BUSY = "42901 too many schemas are being tried now; see Retry-After";

    private EndpointDescription() {}
}
