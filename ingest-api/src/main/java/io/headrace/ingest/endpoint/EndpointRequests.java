package io.headrace.ingest.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.schema.SchemaPolicy;
import io.headrace.store.endpoint.EndpointChange;
import io.headrace.store.endpoint.Slug;
import java.util.Optional;

/** Reads what an owner wants of an endpoint; what is wrong with it is said all at once. */
final class EndpointRequests {
    static final int MAX_NAME = 200;

    private EndpointRequests() {}

    /** A new endpoint as it stands in a body. */
    record Wish(String slug, String name, String schema, boolean active) {}

    static Wish creation(JsonBody body) {
        body.require("slug", "name", "schema").refuseNull("active");
        Optional<String> slug = slug(body);
        Optional<String> name = body.text("name", 1, MAX_NAME);
        Optional<String> schema = schema(body);
        Optional<Boolean> active = body.flag("active");
        body.finish();
        return new Wish(slug.orElseThrow(), name.orElseThrow(), schema.orElseThrow(), active.orElse(true));
    }

    static EndpointChange change(JsonBody body) {
        body.refuseNull("name", "schema", "active");
        EndpointChange change = new EndpointChange(body.text("name", 1, MAX_NAME), schema(body), body.flag("active"));
        body.finish();
        return change;
    }

    /** A schema that is to be tried. */
    static String trial(JsonBody body) {
        body.require("schema");
        Optional<String> schema = schema(body);
        body.finish();
        return schema.orElseThrow();
    }

    private static Optional<String> slug(JsonBody body) {
        Optional<String> text = body.text("slug", 2, 63);
        text.filter(slug -> !Slug.isOne(slug)).ifPresent(slug -> body.refuse("slug", Text.of("endpoint.slug")));
        return text;
    }

    private static Optional<String> schema(JsonBody body) {
        Optional<JsonNode> schema = body.member("schema");
        schema.ifPresent(document ->
                SchemaPolicy.flawsIn(document).forEach(flaw -> body.refuse("schema" + flaw.pointer(), flaw.error())));
        return schema.map(JsonNode::toString);
    }
}
