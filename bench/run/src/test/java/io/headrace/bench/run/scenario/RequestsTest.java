package io.headrace.bench.run.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void the_body_is_json_of_400_bytes() throws IOException {
        assertThat(Requests.body()).hasSize(400);
        assertThat(new ObjectMapper().readTree(Requests.body()).path("items")).hasSize(1);
    }
}
