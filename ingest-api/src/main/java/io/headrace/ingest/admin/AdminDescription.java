package io.headrace.ingest.admin;

/** What the published description says of several of the administrators' methods alike. */
final class AdminDescription {
    static final String BAD_REQUEST =
            "40000 no JSON object, 40001 a field is wrong or unknown (all of them are listed),"
                    + " 40002 a parameter is unknown or has the wrong form";
    static final String UNAUTHORIZED = "40101 not logged in, 40102 the session has expired, 40103 deactivated";
    static final String FORBIDDEN = "40301 not an administrator";
    static final String NO_OWNER = "40401 no such owner";
    static final String NO_PLAN = "40401 no such plan";
    static final String MEDIA_TYPE = "41501 not application/json, or a Content-Encoding";
    static final String BUSY = "50301 the database, or the check of passwords, cannot take it now; see Retry-After";

    private AdminDescription() {}
}
