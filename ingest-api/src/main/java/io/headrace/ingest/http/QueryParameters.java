package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Splits a query on {@code &} alone: a {@code ;} is part of a value. */
final class QueryParameters {
    static final int MAX = 100;

    private QueryParameters() {}

    static Map<String, List<String>> of(String uri) {
        try {
            return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ErrorCode.BAD_PARAMETER, Text.of("query.malformed"))
                    .exception();
        }
    }
}
