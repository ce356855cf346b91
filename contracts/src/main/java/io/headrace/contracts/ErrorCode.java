package io.headrace.contracts;

/** Every way a request can be refused: an HTTP status and a number that never changes. */
public enum ErrorCode {
    NOT_STORABLE(400, 40000),
    VALIDATION_FAILED(400, 40001),
    BAD_PARAMETER(400, 40002),
    CREDENTIAL_MISSING(401, 40101),
    CREDENTIAL_EXPIRED(401, 40102),
    CREDENTIAL_INACTIVE(401, 40103),
    SCOPE_TOO_SMALL(403, 40301),
    ENDPOINT_INACTIVE(403, 40302),
    PLAN_EXPIRED(403, 40303),
    PLAN_FULL(403, 40304),
    NOT_FOUND(404, 40401),
    METHOD_NOT_ALLOWED(405, 40500),
    NOT_ACCEPTABLE(406, 40600),
    ALREADY_EXISTS(409, 40901),
    IDEMPOTENCY_IN_FLIGHT(409, 40902),
    PRECONDITION_FAILED(412, 41201),
    BODY_TOO_LARGE(413, 41301),
    UNSUPPORTED_MEDIA_TYPE(415, 41501),
    BUSINESS_RULE(422, 42201),
    IDEMPOTENCY_MISMATCH(422, 42202),
    RATE_LIMITED(429, 42901),
    QUOTA_EXCEEDED(429, 42902),
    INTERNAL(500, 50000),
    QUEUE_UNAVAILABLE(503, 50301);

    private final int status;
    private final int code;

    ErrorCode(int status, int code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The number in the answer's {@code code}. */
    public int code() {
        return code;
    }

    /** The constant with this number; any other number is an {@link IllegalArgumentException}. */
    public static ErrorCode ofCode(int code) {
        for (ErrorCode errorCode : values()) {
            if (errorCode.code == code) {
                return errorCode;
            }
        }
        throw new IllegalArgumentException("code is " + code + ": not an ErrorCode");
    }
}
