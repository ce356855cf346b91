package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headrace.contracts.TargetUrl;
import io.headrace.store.delivery.AttemptFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors: every attack is refused where it says, and no more is refused than that. */
final class TargetVectorsTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());

    static List<TargetVector> unreadable() {
        return TargetVector.attacks("unreadable");
    }

    static List<TargetVector> blocked() {
        return TargetVector.attacks("blocked");
    }

    static List<TargetVector> passes() {
        return TargetVector.passes();
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(TargetVector attack) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetUrl.parse(attack.input(), false));
        assertThatIllegalArgumentException().isThrownBy(() -> TargetUrl.parse(attack.input(), true));
        assertThat(refusal(attack)).isEqualTo(AttemptFailure.BLOCKED);
    }

    @ParameterizedTest
    @MethodSource
    void blocked(TargetVector attack) {
        assertThat(TargetUrl.parse(attack.input(), false).https())
                .as("the parser lets it pass")
                .isTrue();
        assertThat(refusal(attack)).isEqualTo(AttemptFailure.BLOCKED);
    }

    @ParameterizedTest
    @MethodSource
    void passes(TargetVector target) {
        VettedTarget vetted = guard(target).vet(target.input()).await().indefinitely();

        assertThat(vetted.addresses()).isNotEmpty();
        assertThat(TargetUrl.parse(vetted.url().text(), false))
                .as("its normal form reads the same")
                .isEqualTo(vetted.url());
    }

    /** An address is read by the resolvers that attempts use, and nobody is asked for it. */
    @Test
    void addressesAreJudgedTheSameByEachResolver() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TestNameServer names = new TestNameServer((name, type, times) -> List.of())) {
            for (AddressResolver resolver :
                    List.of(new SystemAddressResolver(1), new DnsAddressResolver(vertx, List.of(names.address())))) {
                TargetGuard guard = new TargetGuard(resolver, PUBLIC_ONLY, false);

                assertThat(addresses(blocked()))
                        .hasSizeGreaterThan(200)
                        .allSatisfy(url -> assertThat(refusal(guard, url)).isEqualTo(AttemptFailure.BLOCKED));
                assertThat(addresses(passes()))
                        .hasSizeGreaterThan(30)
                        .allSatisfy(url -> assertThat(
                                        guard.vet(url).await().atMost(SOON).addresses())
                                .hasSize(1));
            }
            assertThat(names.askedAtAll()).isZero();
        } finally {
            vertx.close();
        }
    }

    private static List<String> addresses(List<TargetVector> vectors) {
        return vectors.stream()
                .filter(vector -> vector.answers().isEmpty())
                .map(TargetVector::input)
                .toList();
    }

    @Test
    void thereAreManyAndNoneIsThereTwice() {
        assertThat(TargetVector.attacks()).hasSizeGreaterThan(400).doesNotHaveDuplicates();
        assertThat(TargetVector.attacks())
                .extracting(TargetVector::kind)
                .containsOnly("unreadable", "blocked", "not-followed");
        assertThat(TargetVector.passes()).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        assertThat(inputs(TargetVector.attacks())).doesNotHaveDuplicates();
        assertThat(inputs(TargetVector.passes())).doesNotHaveDuplicates();
    }

    private static Stream<String> inputs(List<TargetVector> vectors) {
        return vectors.stream().map(vector -> vector.kind() + vector.input() + vector.answers());
    }

    private static AttemptFailure refusal(TargetVector attack) {
        return refusal(guard(attack), attack.input());
    }

    private static AttemptFailure refusal(TargetGuard guard, String url) {
        return catchThrowableOfType(
                        TargetRefusal.class, () -> guard.vet(url).await().atMost(SOON))
                .kind();
    }

    private static TargetGuard guard(TargetVector vector) {
        AddressResolver resolver = host -> Uni.createFrom().item(answers(host, vector));
        return new TargetGuard(resolver, PUBLIC_ONLY, false);
    }

    /** Only an address needs no answer; nothing is ever asked for in a test. */
    private static List<InetAddress> answers(String host, TargetVector vector) {
        return host.matches("[0-9.]+|[0-9a-f.:]*:[0-9a-f.:]*") ? List.of(literal(host)) : vector.answers();
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
