package io.headrace.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class NotifierConfigTest {
    @Test
    void everyDefaultIsTheContracts() {
        NotifierConfig config = new SmallRyeConfigBuilder()
                .withMapping(NotifierConfig.class)
                .build()
                .getConfigMapping(NotifierConfig.class);

        Duration minute = Duration.ofSeconds(60);
        assertThat(config.secretKeys()).isEmpty();
        assertThat(config.instance()).isEmpty();
        assertThat(config.holder()).isNotBlank();
        assertThat(config.webhook().allowedNetworks()).isEmpty();
        assertThat(config.webhook().dns()).isEmpty();
        assertThat(config.webhook().allowHttp()).isFalse();
        assertThat(config.webhook().schedule()).containsExactly(Duration.ZERO, minute, minute, minute);
        assertThat(config.webhook().timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.webhook().leaseMargin()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.webhook().inFlight()).isEqualTo(1024);
        assertThat(config.webhook().inFlightPerDestination()).isEqualTo(32);
        assertThat(config.webhook().inFlightPerOwner()).isEqualTo(128);
        assertThat(config.webhook().holdAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.webhook().holdFailures()).isEqualTo(10);
        assertThat(config.webhook().probeEvery()).isEqualTo(minute);
        assertThat(config.webhook().releasePerSecond()).isEqualTo(100);
        assertThat(config.replay().perSecond()).isEqualTo(100);
        assertThat(config.delivery().retention()).isEqualTo(Duration.ofDays(30));
    }
}
