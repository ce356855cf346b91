package io.headrace.ingest.describe;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to each operation of the description what every request can be answered with, and the form of what is refused. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class CommonAnswersFilter implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final Set<PathItem.HttpMethod> WITH_BODY =
            Set.of(PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH);
    private static final Map<String, String> ALWAYS = inOrder(
            "400", "40002 a query parameter or header is unknown or has the wrong form",
            "401", "40101 no credential that is known, 40102 expired, 40103 deactivated",
            "403", "The credential does not allow this",
            "404", "40401 not there, or not yours",
            "406", "40600 the Accept header does not allow JSON",
            "429", "42901 too many requests, 42902 the plan's quota is used up; see Retry-After",
            "500", "50000 a defect of ours",
            "503", "50301 the queue or the database does not answer now; see Retry-After");
    private static final Map<String, String> OF_BODIES = inOrder(
            "413", "41301 more than 102,400 bytes",
            "415", "41501 not application/json, or a Content-Encoding");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        ApiHead.writeTo(api);
        api.getComponents().addSchema(PROBLEM, problem());
        if (api.getPaths() != null) {
            api.getPaths()
                    .getPathItems()
                    .values()
                    .forEach(path -> path.getOperations().forEach(CommonAnswersFilter::complete));
        }
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        add(operation, ALWAYS);
        if (WITH_BODY.contains(method)) {
            add(operation, OF_BODIES);
        }
        operation.getResponses().getAPIResponses().forEach(CommonAnswersFilter::shape);
    }

    private static void add(Operation operation, Map<String, String> answers) {
        answers.forEach((status, description) -> {
            if (!operation.getResponses().hasAPIResponse(status)) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
    }

    private static void shape(String status, APIResponse answer) {
        boolean refused = status.startsWith("4") || status.startsWith("5");
        if (refused && answer.getContent() == null && answer.getRef() == null) {
            answer.setContent(content());
        }
    }

    private static Content content() {
        Content content = OASFactory.createContent();
        for (String type : new String[] {"application/json", "application/problem+json"}) {
            content.addMediaType(
                    type,
                    OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM)));
        }
        return content;
    }

    private static Schema problem() {
        Schema detail = object("field", "error");
        Schema problem = object("error", "message", "requestId", "outcome", "id", "operationId");
        problem.addProperty("success", type(Schema.SchemaType.BOOLEAN));
        problem.addProperty("code", type(Schema.SchemaType.INTEGER).description("See the list of codes"));
        problem.addProperty("details", type(Schema.SchemaType.ARRAY).items(detail));
        for (String name : new String[] {"success", "code", "error", "message", "requestId"}) {
            problem.addRequired(name);
        }
        return problem.description("Why a request was refused; with Accept: application/problem+json by RFC 9457");
    }

    private static Schema object(String... texts) {
        Schema object = type(Schema.SchemaType.OBJECT);
        for (String name : texts) {
            object.addProperty(name, type(Schema.SchemaType.STRING));
        }
        return object;
    }

    private static Schema type(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
