package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of the running system with every kind of credential. */
class MatrixTest {
    private static final TestSystem SYSTEM = TestSystem.shared();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static MatrixWorld world;

    @BeforeAll
    static void make() {
        world = new MatrixWorld(SYSTEM);
    }

    static Stream<Arguments> cells() {
        return MatrixRoute.ALL.stream()
                .flatMap(route -> MatrixCaller.at(route.door()).stream().map(caller -> Arguments.of(route, caller)));
    }

    @Test
    void every_route_is_in_the_matrix() {
        Set<String> routes = new TreeSet<>();
        JsonNode paths = SYSTEM.withoutKey("/q/openapi?format=json").json().path("paths");
        paths.fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(MatrixRoute.ALL.stream().map(MatrixRoute::toString))
                .as("routes in the matrix, and those of /q/openapi: a new one needs a line in MatrixRoute.ALL")
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void each_credential_gets_what_it_may(MatrixRoute route, MatrixCaller caller) {
        switch (caller) {
            case OWN -> {
                if (route.door() == MatrixRoute.Door.ADMIN) {
                    assertRefused(route, caller, 403, 40301);
                } else {
                    assertAnswered(route, caller);
                }
            }
            // A key of scope admin may pass the owner's door; this one has a smaller scope.
            case KEY -> assertRefused(route, caller, 403, 40301);
            case NOBODY, GARBAGE, WELL_FORMED_BUT_UNKNOWN, LOGGED_OUT, SESSION -> {
                if (route.door() == MatrixRoute.Door.NONE) {
                    assertAnswered(route, caller);
                } else {
                    assertRefused(route, caller, 401, 40101);
                }
            }
            case DEACTIVATED -> assertRefused(route, caller, 401, 40103);
            case EXPIRED -> assertRefused(route, caller, 401, 40102);
            case READER -> {
                if (route.kind() == MatrixRoute.Kind.READ) {
                    assertAnswered(route, caller);
                } else {
                    assertRefused(route, caller, 403, 40301);
                }
            }
            case ADMIN -> {
                if (route.door() == MatrixRoute.Door.SESSION && !route.places().isEmpty()) {
                    assertNotThere(route, caller);
                } else {
                    assertAnswered(route, caller);
                }
            }
            case CONSOLE -> assertAnswered(route, caller);
            case CONSOLE_OF_STRANGER -> assertNotThere(route, caller);
            case ANOTHER_OWNERS -> assertClosedToAnother(route, caller);
            case TEST_KEY, ANOTHER_OWNERS_OF_SAME_SLUG, CONSOLE_OF_ANOTHER_OF_SAME_SLUG ->
                assertSeesOnlyItsOwn(route, caller);
        }
    }

    private static void assertAnswered(MatrixRoute route, MatrixCaller caller) {
        ApiClient.Answer answer = world.ask(route, caller, null);

        assertThat(answer.status()).as(answer.text()).isEqualTo(route.success());
        if (route.kind() == MatrixRoute.Kind.DECIDED_LATER) {
            assertThat(world.awaitOperation(caller, answer.operationId())
                            .json()
                            .at("/data/state")
                            .asText())
                    .isEqualTo("applied");
        }
    }

    private static void assertRefused(MatrixRoute route, MatrixCaller caller, int status, int code) {
        long before = world.changes();

        ApiClient.Answer answer = world.ask(route, caller, null);

        assertCode(answer, status, code);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : "");
        assertThat(answer.json().has("data")).isFalse();
        assertThat(world.changes()).isEqualTo(before);
    }

    /** A key is for one endpoint, so what others have is nowhere; an owner sees what is the owner's. */
    private static void assertClosedToAnother(MatrixRoute route, MatrixCaller caller) {
        if (route.door() == MatrixRoute.Door.ADMIN) {
            assertRefused(route, caller, 403, 40301);
        } else if (route.door() == MatrixRoute.Door.SESSION || route.places().isEmpty()) {
            assertSeesOnlyItsOwn(route, caller);
        } else {
            assertNotThere(route, caller);
        }
    }

    private static void assertNotThere(MatrixRoute route, MatrixCaller caller) {
        String first = route.places().get(0);
        assertSame(world.ask(route, caller, null), world.ask(route, caller, first), 404);
    }

    private static void assertSeesOnlyItsOwn(MatrixRoute route, MatrixCaller caller) {
        if (!route.namesOne()) {
            ApiClient.Answer answer = world.ask(route, caller, null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(route.success());
            assertThat(world.showsOwners(withoutWhatWasAsked(route, answer.text())))
                    .as(answer.text())
                    .isFalse();
            return;
        }
        String last = route.places().get(route.places().size() - 1);
        long before = world.changes();
        ApiClient.Answer ofAnother = world.ask(route, caller, null);
        ApiClient.Answer ofNobody = world.ask(route, caller, last);
        if (route.kind() == MatrixRoute.Kind.DECIDED_LATER) {
            assertSame(ofAnother, ofNobody, route.success());
            assertSameFate(
                    world.awaitOperation(caller, ofAnother.operationId()),
                    world.awaitOperation(caller, ofNobody.operationId()));
        } else {
            assertSame(ofAnother, ofNobody, 404);
        }
        assertThat(world.changes()).as("changed for another").isEqualTo(before);
    }

    /** Not the caller's and not there: the same, byte for byte but for ids and times. */
    private static void assertSame(ApiClient.Answer ofAnother, ApiClient.Answer ofNobody, int status) {
        assertThat(ofAnother.status()).as(ofAnother.text()).isEqualTo(status);
        assertThat(ofNobody.status()).as(ofNobody.text()).isEqualTo(status);
        if (status == 404) {
            assertThat(ofAnother.code()).isEqualTo(40401);
        }
        assertThat(withoutIds(ofAnother.text())).isEqualTo(withoutIds(ofNobody.text()));
        assertThat(headers(ofAnother)).isEqualTo(headers(ofNobody));
    }

    private static void assertSameFate(ApiClient.Answer ofAnother, ApiClient.Answer ofNobody) {
        assertThat(ofAnother.json().at("/data/state").asText()).isEqualTo("rejected");
        assertThat(ofAnother.json().at("/data/reason/code").asInt()).isEqualTo(40401);
        assertThat(withoutIds(ofAnother.text())).isEqualTo(withoutIds(ofNobody.text()));
    }

    private static void assertCode(ApiClient.Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    }

    /** The audit trail repeats the ids that its reader asked for, whosever they are. */
    private static String withoutWhatWasAsked(MatrixRoute route, String text) {
        return route.path().equals("/api/v1/audit")
                ? text.replaceAll("\"(recordId|operationId)\":\"[^\"]*\"", "")
                : text;
    }

    private static String withoutIds(String text) {
        return text.replaceAll("(rec|op|req|sub|dlv|evt|job|col)_[0-9a-z]{26}", "$1_")
                .replaceAll("(nobodys|matrix)-[0-9a-f-]{36}", "slug")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time");
    }

    /** Each name and value, but for what is another in every answer. */
    private static Map<String, List<String>> headers(ApiClient.Answer answer) {
        Map<String, List<String>> all = new TreeMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> all.put(
                        name.toLowerCase(Locale.ROOT),
                        values.stream().map(MatrixTest::withoutIds).toList()));
        all.keySet().removeIf(name -> name.equals("date") || name.contains("ratelimit"));
        return all;
    }
}
