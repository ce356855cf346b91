package io.headrace.ingest.account;

import io.headrace.ingest.json.JsonBody;
import io.headrace.store.account.PasswordPolicy;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people change of themselves; what is left out stays. */
@Schema(additionalProperties = Schema.False.class)
record OwnChangeRequest(
        @Schema(minLength = 1, maxLength = AccountFields.MAX_NAME) @Nullable
        String name,

        @Nullable NewPassword password) {

    /** Who sets a password shows that he knows the one that it replaces. */
    @Schema(additionalProperties = Schema.False.class)
    record NewPassword(
            @Schema(required = true, name = "old", minLength = 1, maxLength = SessionResource.MAX_PASSWORD)
            String former,

            @Schema(
                    required = true,
                    name = "new",
                    description = AccountDescription.PASSWORD + "; ends all other sessions",
                    minLength = PasswordPolicy.MIN_BYTES,
                    maxLength = PasswordPolicy.MAX_BYTES)
            String next) {
        /** Without the passwords, so that a log line can never leak them. */
        @Override
        public String toString() {
            return "NewPassword[...]";
        }
    }

    static OwnChangeRequest of(JsonBody body) {
        body.refuseNull("name", "password");
        Optional<String> name = AccountFields.name(body);
        Optional<NewPassword> password = body.object("password").flatMap(OwnChangeRequest::newPassword);
        body.finish();
        return new OwnChangeRequest(name.orElse(null), password.orElse(null));
    }

    private static Optional<NewPassword> newPassword(JsonBody body) {
        body.require("old", "new");
        Optional<String> former = body.text("old", 1, SessionResource.MAX_PASSWORD);
        Optional<String> next = AccountFields.password(body, "new");
        body.refuseUnknown();
        return former.flatMap(known -> next.map(wanted -> new NewPassword(known, wanted)));
    }
}
