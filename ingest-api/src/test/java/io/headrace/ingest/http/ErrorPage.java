package io.headrace.ingest.http;

import io.headrace.contracts.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes {@code docs/errors.md}: every error code in every language, out of the enum and the bundles. */
final class ErrorPage {
    private static final String HEAD = """
            # Errors 错误码

            Every refusal, in English and Chinese. `code` never changes; `Accept-Language` (`en`, `zh-CN`) chooses the language of
            `error`, `message` and `details[].error`. Where a request breaks more precise a rule, `message` says which, in place of
            the sentence below. With `Accept: application/problem+json` the same comes as RFC 9457, its `type` being
            `urn:headrace:problem:<code>`.

            所有错误的中英文对照。`code` 永不改变；`error`、`message` 和 `details[].error` 的语言由 `Accept-Language`（`en` 或
            `zh-CN`）决定。若能指出更具体的原因，`message` 会直接说明，而不使用下表中的句子。请求头带
            `Accept: application/problem+json` 时，以 RFC 9457 格式返回，其 `type` 为 `urn:headrace:problem:<code>`。

            | code | HTTP | |
            |---|---|---|
            """;

    private ErrorPage() {}

    static String text() {
        return HEAD + all(ErrorPage::row) + "\n" + all(ErrorPage::section);
    }

    private static String all(java.util.function.Function<ErrorCode, String> part) {
        return Arrays.stream(ErrorCode.values()).map(part).collect(Collectors.joining());
    }

    private static String row(ErrorCode code) {
        return "| [%d](#%d) | %d | %s · %s |\n"
                .formatted(code.code(), code.code(), code.status(), en(code, "error"), zh(code, "error"));
    }

    private static String section(ErrorCode code) {
        return """
                <a id="%d"></a>
                ## %d · HTTP %d

                | | English | 中文 |
                |---|---|---|
                | `error` | %s | %s |
                | `message` | %s | %s |
                | what to do 处理方法 | %s | %s |

                """.formatted(
                        code.code(),
                        code.code(),
                        code.status(),
                        en(code, "error"),
                        zh(code, "error"),
                        en(code, "message"),
                        zh(code, "message"),
                        en(code, "remedy"),
                        zh(code, "remedy"));
    }

    private static String en(ErrorCode code, String part) {
        return Messages.in(Language.EN, Text.of(code.name() + "." + part));
    }

    private static String zh(ErrorCode code, String part) {
        return Messages.in(Language.ZH_CN, Text.of(code.name() + "." + part));
    }
}
