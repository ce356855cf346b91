package io.headrace.ingest.account;

import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.PasswordPolicy;
import java.util.Optional;

/** Reads what bodies say of an account, and notes what cannot be. */
public final class AccountFields {
    public static final int MAX_NAME = 200;

    private AccountFields() {}

    /** In the form in which it is stored. */
    public static Optional<String> account(JsonBody body) {
        return body.text("account", 1, AccountName.MAX_LENGTH)
                .flatMap(typed -> AccountName.of(typed).or(() -> noted(body, "account", Text.of("account.form"))));
    }

    /** As {@link PasswordPolicy} allows it. */
    public static Optional<String> password(JsonBody body, String member) {
        return body.text(member, 1, Integer.MAX_VALUE)
                .flatMap(password -> PasswordPolicy.allows(password)
                        ? Optional.of(password)
                        : noted(
                                body,
                                member,
                                Text.of("account.password", PasswordPolicy.MIN_BYTES, PasswordPolicy.MAX_BYTES)));
    }

    public static Optional<String> name(JsonBody body) {
        return body.text("name", 1, MAX_NAME);
    }

    private static Optional<String> noted(JsonBody body, String member, Text error) {
        body.refuse(member, error);
        return Optional.empty();
    }
}
