package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.backends.FreePorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PortGuardTest {
    @Test
    void aBusyPortIsOneSentenceThatSaysWhatToDo() {
        PortGuard guard = new PortGuard(port -> port != 8081);

        assertThatThrownBy(() -> guard.check(Ports.of(Map.of())))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("Port 8081 for processor is in use: stop what listens there,"
                        + " or set HEADRACE_PROCESSOR_PORT to another port.");
    }

    @Test
    void freePortsPass() {
        assertThatCode(() -> new PortGuard(port -> true).check(Ports.of(Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aPortThatAServerListensOnIsNotFree() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(server.getLocalPort())).isFalse();
        }
    }

    @Test
    void thePortsAreTheContractsUnlessAVariableSaysOtherwise() {
        assertThat(Ports.of(Map.of())).isEqualTo(new Ports(8080, 8081, 8082, 19092, 15432));
        assertThat(Ports.of(Map.of("HEADRACE_INGEST_PORT", "9000", "HEADRACE_KAFKA_PORT", "9001")))
                .isEqualTo(new Ports(9000, 8081, 8082, 9001, 15432));
    }

    @Test
    void whatIsNoPortIsRefusedWithTheRule() {
        assertThatThrownBy(() -> Ports.of(Map.of("HEADRACE_INGEST_PORT", "http")))
                .hasMessage("HEADRACE_INGEST_PORT is \"http\": it must be a port number.");
        assertThatThrownBy(() -> Ports.of(Map.of("HEADRACE_POSTGRES_PORT", "65536")))
                .hasMessage("The port of postgres is 65536: it must be 1 to 65535.");
    }
}
