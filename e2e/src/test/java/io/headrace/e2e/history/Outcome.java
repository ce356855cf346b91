package io.headrace.e2e.history;

/** What a client knows after its request: done, surely not done, or neither. */
public enum Outcome {
    /** 2xx; for a write: accepted. */
    OK,
    /** 4xx, or a 503 that says {@code not_accepted}. */
    FAIL,
    /** Everything else: no answer, 5xx, {@code unknown}. */
    UNKNOWN;

    /** @param said the {@code outcome} member of a 503 */
    public static Outcome of(int status, String said) {
        if (status >= 200 && status < 300) {
            return OK;
        }
        return status >= 400 && status < 500 || status == 503 && said.equals("not_accepted") ? FAIL : UNKNOWN;
    }
}
