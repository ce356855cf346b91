package io.headrace.ingest.admin;

import io.headrace.ingest.account.AccountDescription;
import io.headrace.ingest.account.AccountFields;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.AccountChange;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.PasswordPolicy;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an administrator changes of an account; what is left out stays. */
@Schema(additionalProperties = Schema.False.class)
record OwnerChangeRequest(
        @Schema(minLength = 1, maxLength = AccountFields.MAX_NAME) @Nullable
        String name,

        @Schema(
                description = AccountDescription.PASSWORD + "; ends the account's sessions",
                minLength = PasswordPolicy.MIN_BYTES,
                maxLength = PasswordPolicy.MAX_BYTES)
        @Nullable
        String password,

        @Schema(description = "false ends the account's sessions") @Nullable
        Boolean active,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"owner", "admin"})
        @Nullable
        AccountRole role) {

    static OwnerChangeRequest of(JsonBody body) {
        body.refuseNull("name", "password", "active", "role");
        Optional<String> name = AccountFields.name(body);
        Optional<String> password = AccountFields.password(body, "password");
        Optional<Boolean> active = body.flag("active");
        Optional<AccountRole> role = body.oneOf("role", Roles.BY_NAME);
        body.finish();
        return new OwnerChangeRequest(name.orElse(null), password.orElse(null), active.orElse(null), role.orElse(null));
    }

    /** Whether it would take from its account what makes it an active administrator. */
    boolean takesRights() {
        return Boolean.FALSE.equals(active) || role == AccountRole.OWNER;
    }

    AccountChange with(@Nullable String passwordHash) {
        return new AccountChange(name, passwordHash, active, role);
    }

    /** Without the password, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "OwnerChangeRequest[...]";
    }
}
