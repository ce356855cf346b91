package io.headrace.store.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that an account is logged in to by: an e-mail address, a user name or a telephone number. */
public final class AccountName {
    public static final int MAX_LENGTH = 320;
    /** Controls, line ends, and what is not seen or turns the direction of writing: no two names may look alike by it. */
    private static final String INVISIBLE =
            "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff";

    private static final String SPACES = " \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
    /** Published too. */
    public static final String PATTERN =
            "^[^" + INVISIBLE + SPACES + "]([^" + INVISIBLE + "]*[^" + INVISIBLE + SPACES + "])?$";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private AccountName() {}

    /**
     * The form in which it is stored and compared: an e-mail address in lower case, everything else as it is typed.
     * Empty if it is too long, has characters that are not seen, or spaces at its ends.
     */
    public static Optional<String> of(String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC);
        boolean sound = name.codePointCount(0, name.length()) <= MAX_LENGTH
                && FORM.matcher(name).matches();
        return sound ? Optional.of(name.indexOf('@') < 0 ? name : name.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
