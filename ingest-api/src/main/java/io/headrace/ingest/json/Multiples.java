package io.headrace.ingest.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decides whether one number is a multiple of another without writing either of them out: a division of {@code
 * 7.3e131071} by 0.01 takes half a minute, a power modulo the divisor no time.
 */
final class Multiples {
    private Multiples() {}

    /** @param divisor greater than 0 */
    static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
        if (number.signum() == 0) {
            return true;
        }
        BigDecimal value = number.stripTrailingZeros();
        BigDecimal part = divisor.stripTrailingZeros();
        long shift = (long) part.scale() - value.scale();
        // Where it is negative, the number's last digit would have to be a 0, and it is none.
        return shift >= 0 && isMultiple(value.unscaledValue(), shift, part.unscaledValue());
    }

    /** Whether {@code digits * 10^shift} is a multiple of the divisor. */
    private static boolean isMultiple(BigInteger digits, long shift, BigInteger divisor) {
        BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), divisor);
        return digits.multiply(power).mod(divisor).signum() == 0;
    }
}
