package io.headrace.ingest.describe;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the published description says of the whole API. Who is logged in may ask, unless a resource says otherwise. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Headrace",
                        version = "0.1.0",
                        description = "JSON records over HTTP, stored exactly once and in order, told to your webhooks."
                                + " Keys speak to the data plane, owners to the rest."),
        servers = @Server(url = "/", description = "Where this description comes from"),
        tags = {
            @Tag(name = "Records", description = "The data plane: records of one endpoint"),
            @Tag(name = "Operations", description = "What became of an accepted write"),
            @Tag(name = "Sessions", description = "Owners log in and out"),
            @Tag(name = "Endpoints", description = "What an owner publishes: endpoints and their schemas")
        },
        security = {@SecurityRequirement(name = "session"), @SecurityRequirement(name = "sessionCookie")},
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = "session",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.HEADER,
                                    apiKeyName = "access-token",
                                    description = "data.access_token of a login; as a Bearer token too"),
                            @SecurityScheme(
                                    securitySchemeName = "sessionCookie",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.COOKIE,
                                    apiKeyName = "headrace_session",
                                    description =
                                            "Set by a login; a write by cookie must come from a page of this site")
                        }))
interface ApiDefinition {}
