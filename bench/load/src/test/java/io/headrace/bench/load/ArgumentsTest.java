package io.headrace.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    Path folder;

    @Test
    void a_url_is_enough() throws IOException {
        LoadRequest load = Arguments.parse(List.of("--url", "http://127.0.0.1:9000/things?a=b"));

        assertThat(load.method()).isEqualTo("GET");
        assertThat(load.paths()).containsExactly("/things?a=b");
        assertThat(load.connections()).isEqualTo(32);
        assertThat(load.isOpenLoop()).isFalse();
        assertThat(load.port()).isEqualTo(9000);
    }

    @Test
    void a_body_makes_it_a_post() throws IOException {
        Path body = Files.writeString(folder.resolve("body"), "{}");

        LoadRequest load = Arguments.parse(List.of(
                "--url", "https://host", "--body-file", body.toString(), "--header", "K: v: w", "--rate", "12.5"));

        assertThat(load.method()).isEqualTo("POST");
        assertThat(load.body()).asString().isEqualTo("{}");
        assertThat(load.headers()).containsExactly(new Header("K", "v: w"));
        assertThat(load.isOpenLoop()).isTrue();
        assertThat(load.paths()).containsExactly("/");
        assertThat(load.port()).isEqualTo(443);
    }

    @Test
    void paths_of_a_file_take_the_place_of_the_urls_own() throws IOException {
        Path paths = Files.writeString(folder.resolve("paths"), "/a\n/b\n");

        assertThat(Arguments.parse(List.of("--url", "http://h/x", "--paths-file", paths.toString()))
                        .paths())
                .containsExactly("/a", "/b");
    }

    @Test
    void what_is_not_known_is_refused_with_what_is() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--uri", "http://h")))
                .withMessageContaining("--uri is not known")
                .withMessageContaining("--paths-file");
    }

    @Test
    void a_value_that_is_missing_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--url")))
                .withMessage("--url needs a value");
    }

    @Test
    void a_url_without_a_host_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--url", "ftp://host/")))
                .withMessageContaining("url is \"ftp://host/\"");
    }
}
