package io.headrace.ingest.account;

import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what bodies say of an account, and notes what cannot be. */
public final class AccountFields {
    public static final int MIN_PASSWORD_BYTES = 10;
    public static final int MAX_NAME = 200;

    private AccountFields() {}

    /** In the form in which it is stored. */
    public static Optional<String> account(JsonBody body) {
        return body.text("account", 1, AccountName.MAX_LENGTH)
                .flatMap(typed -> AccountName.of(typed).or(() -> noted(body, "account", Text.of("account.form"))));
    }

    /** Bytes are counted, because bcrypt reads no more than {@link PasswordCheck#MAX_BYTES}: it would cut the rest. */
    public static Optional<String> password(JsonBody body, String member) {
        return body.text(member, 1, Integer.MAX_VALUE)
                .flatMap(password -> isAcceptable(password)
                        ? Optional.of(password)
                        : noted(
                                body,
                                member,
                                Text.of("account.password", MIN_PASSWORD_BYTES, PasswordCheck.MAX_BYTES)));
    }

    public static Optional<String> name(JsonBody body) {
        return body.text("name", 1, MAX_NAME);
    }

    /** Whether it may be set as a password. */
    public static boolean isAcceptable(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= MIN_PASSWORD_BYTES && bytes <= PasswordCheck.MAX_BYTES;
    }

    private static Optional<String> noted(JsonBody body, String member, Text error) {
        body.refuse(member, error);
        return Optional.empty();
    }
}
