package io.headrace.ingest.json;

import io.headrace.contracts.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes a number without an exponent in fewer digits; works on its text, because it may have 131,072 of them. */
final class WrittenOutNumber {
    /** The door counts digits, those of the exponent too; one of the three forms has no more than came in. */
    private static final Comparator<String> SHORTEST =
            Comparator.comparing(WrittenOutNumber::digits).thenComparing(String::length);

    private WrittenOutNumber() {}

    /** {@code 0.000...0001} as {@code 1E-300}. One with too many significant digits, which no door of ours let in, stays. */
    static String shortened(String number) {
        String plain = withoutTrailingZeros(number);
        String digits = plain.replace("-", "").replace(".", "");
        String significant = digits.replaceFirst("^0+", "").replaceFirst("0+$", "");
        if (significant.isEmpty()) {
            return "0";
        }
        if (significant.length() > Json.MAX_NUMBER_LENGTH) {
            return number;
        }
        BigDecimal mantissa = new BigDecimal((plain.startsWith("-") ? "-" : "") + significant);
        int exponent = exponentOfLastDigit(plain);
        return Stream.of(plain, mantissa + "E" + exponent, scientific(mantissa, exponent))
                .min(SHORTEST)
                .orElseThrow();
    }

    private static String scientific(BigDecimal mantissa, int exponent) {
        int moved = mantissa.precision() - 1;
        return mantissa.movePointLeft(moved) + "E" + (exponent + moved);
    }

    /** Of the last digit that is not zero. */
    private static int exponentOfLastDigit(String plain) {
        int point = plain.indexOf('.');
        if (point >= 0) {
            return point + 1 - plain.length();
        }
        int last = plain.length();
        while (plain.charAt(last - 1) == '0') {
            last--;
        }
        return plain.length() - last;
    }

    /** Those behind the point, which say how exact a number was meant to be and not which one it is. */
    private static String withoutTrailingZeros(String number) {
        if (number.indexOf('.') < 0) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static long digits(String number) {
        return number.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
