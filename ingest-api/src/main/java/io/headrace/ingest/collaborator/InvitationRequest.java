package io.headrace.ingest.collaborator;

import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom to invite. Addresses are compared without case. */
@Schema(name = "NewCollaborator", additionalProperties = Schema.False.class)
record InvitationRequest(
        @Schema(required = true, minLength = 3, maxLength = MAX_EMAIL, pattern = EMAIL)
        String email,

        @Schema(required = true, minLength = 1, maxLength = MAX_NAME)
        String name) {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_NAME = 200;
    private static final String EMAIL = "^[^@\\s]+@[^@\\s]+$";
    private static final Pattern FORM = Pattern.compile(EMAIL);

    static InvitationRequest of(JsonBody body) {
        body.require("email", "name");
        Optional<String> email = body.text("email", 3, MAX_EMAIL);
        Optional<String> name = body.text("name", 1, MAX_NAME);
        if (email.filter(text -> !FORM.matcher(text).matches()).isPresent()) {
            body.refuse("email", Text.of("collaborator.email"));
        }
        body.finish();
        return new InvitationRequest(email.orElseThrow().toLowerCase(Locale.ROOT), name.orElseThrow());
    }
}
