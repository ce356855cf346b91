package io.headrace.e2e.history;

import java.util.OptionalLong;

/** The request ids of a run: they tie an operation's row to the call that caused it. */
public record Calls(String run) {
    public String requestId(long call) {
        return "call-" + run + "-" + call;
    }

    /** The call's number; empty for a request id that is not of this run. */
    public OptionalLong number(String requestId) {
        String start = "call-" + run + "-";
        return requestId.startsWith(start)
                ? OptionalLong.of(Long.parseLong(requestId.substring(start.length())))
                : OptionalLong.empty();
    }
}
