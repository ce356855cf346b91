package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.ingest.console.HomeResource;
import io.headrace.ingest.record.OperationResource;
import io.headrace.ingest.record.RecordResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllowedMethodsTest {
    /** Its second path stands where the first one has a gap. */
    @Path("/things")
    static final class ThingResource {
        @GET
        @Path("/{id}")
        public void get() {}

        @POST
        @Path("/batch")
        public void batch() {}
    }

    @BeforeEach
    void learn() {
        AllowedMethods.learn(
                List.of(HomeResource.class, RecordResource.class, OperationResource.class, ThingResource.class));
    }

    @Test
    void a_path_has_the_methods_of_its_resource() {
        Map.of(
                        "/", "GET, HEAD, OPTIONS",
                        "/api/v1/data/orders", "GET, HEAD, OPTIONS, POST",
                        "/api/v1/data/orders/", "GET, HEAD, OPTIONS, POST",
                        "/api/v1/data/orders/rec_1", "DELETE, GET, HEAD, OPTIONS, PUT",
                        "/api/v1/operations/op_1", "GET, HEAD, OPTIONS")
                .forEach((path, methods) ->
                        assertThat(AllowedMethods.of(path)).as(path).contains(methods));
    }

    @Test
    void a_path_that_is_written_out_wins() {
        assertThat(AllowedMethods.of("/things/batch")).contains("OPTIONS, POST");
        assertThat(AllowedMethods.of("/things/other")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void a_path_that_is_not_there_has_none() {
        assertThat(AllowedMethods.of("/api/v1/data")).isEmpty();
        assertThat(AllowedMethods.of("/api/v1/data/orders/rec_1/more")).isEmpty();
    }
}
