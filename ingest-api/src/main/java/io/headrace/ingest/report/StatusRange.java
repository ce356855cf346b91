package io.headrace.ingest.report;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;

/** Which statuses are asked for: one, or a class of them. */
record StatusRange(int least, int most) {
    private static final StatusRange ALL = new StatusRange(100, 599);

    /** {@code 404}, {@code 4xx}, or nothing for all. */
    static StatusRange of(String text) {
        if (text.isEmpty()) {
            return ALL;
        }
        if (!text.matches("[1-5]([0-9]{2}|xx)")) {
            throw Problem.badParameter("status", Text.of("parameter.status")).exception();
        }
        return new StatusRange(Integer.parseInt(text.replace('x', '0')), Integer.parseInt(text.replace('x', '9')));
    }
}
