package io.headrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.json.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The source and the bundles name the same messages. */
class MessageKeysTest {
    private static final Path SOURCE = Path.of("src", "main", "java");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    /** What is said: its key is the first argument, or the third after a status and an exchange. */
    private static final Pattern SAID = Pattern.compile("\\bText\\s*\\.\\s*of\\(|\\bAnswers\\s*\\.\\s*success\\(");

    /** Keys that are put together: one for each keyword and type of JSON Schema that {@code MessagesTest} lists. */
    private static final List<String> PUT_TOGETHER = List.of("schema.", "type.", "limit.");

    /** The family whose members the schema policy names alone. */
    private static final String FLAW = "schema_flaw.";

    private static final Path TEMPLATES = Path.of("src", "main", "resources", "openapi");

    private static final Set<String> KEYS = Messages.keys(Language.EN);
    private static final List<String> SOURCES = sources();

    @Test
    void what_is_said_is_in_the_bundles() {
        Set<String> said = SOURCES.stream()
                .flatMap(source ->
                        SAID.matcher(source).results().flatMap(call -> literals(key(source, call.group(), call.end()))))
                .filter(literal -> !isPart(literal))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).hasSizeGreaterThan(20).contains("parameter.unknown", "queue.unknown", "accepted");
        assertThat(said).as("keys that no bundle has").isSubsetOf(KEYS);
    }

    @Test
    void what_looks_like_a_key_is_in_the_bundles() {
        Set<String> families = KEYS.stream()
                .filter(key -> key.contains(".") && Character.isLowerCase(key.charAt(0)))
                .map(key -> key.substring(0, key.indexOf('.') + 1))
                .collect(Collectors.toSet());

        assertThat(allLiterals())
                .filteredOn(literal -> families.stream()
                        .anyMatch(family -> literal.matches(Pattern.quote(family) + "[a-zA-Z][a-zA-Z_-]*")))
                .as("keys that no bundle has")
                .hasSizeGreaterThan(20)
                .isSubsetOf(KEYS);
    }

    @Test
    void what_is_in_the_bundles_is_said() {
        Set<String> unsaid = new TreeSet<>(KEYS);
        unsaid.removeAll(allLiterals());
        unsaid.removeAll(ofEnums());
        unsaid.removeIf(key -> PUT_TOGETHER.stream().anyMatch(key::startsWith));
        unsaid.removeIf(key -> key.startsWith(FLAW) && allLiterals().contains(key.substring(FLAW.length())));
        unsaid.removeAll(ofTemplates());

        assertThat(unsaid).as("messages that nobody says").isEmpty();
    }

    private static Collection<String> ofEnums() {
        return Stream.concat(
                        Arrays.stream(ErrorCode.values())
                                .flatMap(code -> Stream.of(".error", ".message", ".remedy")
                                        .map(code.name()::concat)),
                        Arrays.stream(Flaw.values()).map(Flaw::messageKey))
                .toList();
    }

    /** {@code code.name() + ".message"} is no whole key, and neither is {@code "schema." + keyword}. */
    private static boolean isPart(String literal) {
        return literal.startsWith(".") || literal.endsWith(".");
    }

    private static Set<String> allLiterals() {
        return SOURCES.stream().flatMap(MessageKeysTest::literals).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> literals(String source) {
        return LITERAL.matcher(source).results().map(found -> found.group(1));
    }

    private static String key(String source, String call, int start) {
        int from = start;
        for (int skipped = call.startsWith("Text") ? 2 : 0; skipped < 2; skipped++) {
            from = endOfArgument(source, from) + 1;
        }
        return source.substring(from, endOfArgument(source, from));
    }

    /** The next comma or parenthesis that belongs to the call itself. */
    private static int endOfArgument(String source, int start) {
        int depth = 0;
        Matcher next = Pattern.compile(LITERAL.pattern() + "|[(),]").matcher(source);
        for (int at = start; next.find(at); at = next.end()) {
            switch (next.group().charAt(0)) {
                case '(' -> depth++;
                case ')', ',' -> {
                    if (depth == 0) {
                        return next.start();
                    }
                    depth -= next.group().equals(")") ? 1 : 0;
                }
                default -> {}
            }
        }
        throw new IllegalStateException("a call without an end: " + source.substring(start));
    }

    /** What a description that is filled in says. */
    private static Set<String> ofTemplates() {
        Pattern key = Pattern.compile("\\bdescribe\\.[a-z0-9_]+");
        return files(TEMPLATES, ".json").stream()
                .flatMap(template -> key.matcher(template).results().map(MatchResult::group))
                .collect(Collectors.toSet());
    }

    private static List<String> sources() {
        return files(SOURCE, ".java");
    }

    private static List<String> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .map(MessageKeysTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
