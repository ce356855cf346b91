package io.headrace.ingest.describe;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** What the published description says of the whole API. Who is logged in may ask, unless a resource says otherwise. */
final class ApiHead {
    private static final String SESSION = "session";
    private static final String COOKIE = "sessionCookie";
    /** Of scope admin; declared where the data plane is. */
    private static final String KEY = "apiKey";

    private ApiHead() {}

    static void writeTo(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Headrace")
                .version("0.1.0")
                .description("JSON records over HTTP, stored exactly once and in order, told to your webhooks."
                        + " Keys speak to the data plane, owners to the rest."));
        api.setServers(List.of(OASFactory.createServer().url("/").description("Where this description comes from")));
        api.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme(SESSION),
                OASFactory.createSecurityRequirement().addScheme(COOKIE),
                OASFactory.createSecurityRequirement().addScheme(KEY)));
        api.getComponents()
                .addSecurityScheme(
                        SESSION,
                        scheme(SecurityScheme.In.HEADER, "access-token")
                                .description("data.access_token of a login; as a Bearer token too"))
                .addSecurityScheme(
                        COOKIE,
                        scheme(SecurityScheme.In.COOKIE, "headrace_session")
                                .description("Set by a login; a write by cookie must come from a page of this site"));
        describeTags(api);
    }

    private static SecurityScheme scheme(SecurityScheme.In in, String name) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(in)
                .name(name);
    }

    /** A tag that has no description of its own is its own description. */
    private static void describeTags(OpenAPI api) {
        List<Tag> tags = api.getTags() == null ? List.of() : api.getTags();
        tags.stream()
                .filter(tag -> tag.getDescription() == null)
                .forEach(tag -> tag.setDescription(description(tag.getName())));
    }

    private static String description(String tag) {
        return switch (tag) {
            case "Records" -> "The data plane: records of one endpoint";
            case "Operations" -> "What became of an accepted write";
            case "Sessions" -> "Owners log in and out";
            case "Endpoints" -> "What an owner publishes: endpoints and their schemas";
            default -> tag;
        };
    }
}
