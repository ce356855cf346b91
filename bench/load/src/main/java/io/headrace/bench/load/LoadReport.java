package io.headrace.bench.load;

import java.util.Map;

/**
 * What came of a load, one line of JSON.
 *
 * @param seconds from the first request to the end of the last interval in which requests were begun
 * @param answered answers within these seconds
 * @param statuses all answers, by status
 * @param failed connections lost, requests out of time, and errors of the generator
 * @param notBegun open loop only: requests that should have been sent and were not, as too many were unanswered
 * @param latencyMicros from the time a request should have begun (open loop) or began (closed loop), to its whole answer
 * @param latenessMicros open loop only: how long after its intended time a request was begun; counted in the latency too
 */
public record LoadReport(
        String generator,
        String url,
        String loop,
        double seconds,
        long answered,
        double perSecond,
        Map<String, Long> statuses,
        long failed,
        long notBegun,
        Percentiles latencyMicros,
        Percentiles latenessMicros) {}
