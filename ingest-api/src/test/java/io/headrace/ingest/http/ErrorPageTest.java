package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page says what the service says. */
class ErrorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final String REGENERATE = "./mvnw package -Dquick -pl ingest-api -am -Dtest=ErrorPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dheadrace.regenerate";

    @Test
    void the_page_of_errors_is_what_enum_and_bundles_say() throws IOException {
        if (System.getProperty("headrace.regenerate") != null) {
            Files.writeString(PAGE, ErrorPage.text());
        }

        assertThat(PAGE)
                .as("docs/errors.md is not up to date; write it anew by: " + REGENERATE)
                .exists();
        assertThat(Files.readString(PAGE))
                .as("docs/errors.md is not up to date; write it anew by: " + REGENERATE)
                .isEqualTo(ErrorPage.text());
    }
}
