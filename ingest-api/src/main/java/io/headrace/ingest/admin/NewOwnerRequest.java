package io.headrace.ingest.admin;

import io.headrace.ingest.account.AccountDescription;
import io.headrace.ingest.account.AccountFields;
import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.PasswordPolicy;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an administrator adds. */
@Schema(additionalProperties = Schema.False.class)
record NewOwnerRequest(
        @Schema(
                required = true,
                description = AccountDescription.ACCOUNT,
                minLength = 1,
                maxLength = AccountName.MAX_LENGTH,
                pattern = AccountName.PATTERN)
        String account,

        @Schema(
                required = true,
                description = AccountDescription.PASSWORD,
                minLength = PasswordPolicy.MIN_BYTES,
                maxLength = PasswordPolicy.MAX_BYTES)
        String password,

        @Schema(required = true, minLength = 1, maxLength = AccountFields.MAX_NAME)
        String name,

        @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                enumeration = {"owner", "admin"},
                defaultValue = "owner")
        AccountRole role,

        @Schema(defaultValue = "free", description = "One that there is", pattern = PlanName.PATTERN)
        String plan) {
    private static final String DEFAULT_PLAN = "free";

    static NewOwnerRequest of(JsonBody body) {
        body.require("account", "password", "name").refuseNull("role", "plan");
        Optional<String> account = AccountFields.account(body);
        Optional<String> password = AccountFields.password(body, "password");
        Optional<String> name = AccountFields.name(body);
        Optional<AccountRole> role = body.oneOf("role", Roles.BY_NAME);
        Optional<String> plan = body.text("plan", 1, PlanName.MAX_LENGTH);
        body.finish();
        return new NewOwnerRequest(
                account.orElseThrow(),
                password.orElseThrow(),
                name.orElseThrow(),
                role.orElse(AccountRole.OWNER),
                plan.orElse(DEFAULT_PLAN));
    }

    /** Without the password, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "NewOwnerRequest[" + account + "]";
    }
}
