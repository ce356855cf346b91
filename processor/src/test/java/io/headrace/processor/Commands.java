package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.headrace.store.command.Position;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Builds commands for tests. */
final class Commands {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final UUID OWNER = new UUID(1, 1);
    static final UUID ENDPOINT = new UUID(2, 2);

    private Commands() {}

    static Command create(long record, long operation) {
        return command(OperationKind.CREATE, record, operation, null);
    }

    static Command replace(long record, long operation) {
        return command(OperationKind.REPLACE, record, operation, null);
    }

    static Command delete(long record, long operation) {
        return command(OperationKind.DELETE, record, operation, null);
    }

    static Command command(OperationKind kind, long record, long operation, Long expectedVersion) {
        byte[] body = kind == OperationKind.DELETE
                ? new byte[0]
                : ("{\"operation\":" + operation + "}").getBytes(StandardCharsets.UTF_8);
        return new Command(
                new UUID(7, operation),
                new UUID(8, record),
                kind,
                OWNER,
                ENDPOINT,
                "orders",
                Environment.LIVE,
                Origin.API,
                "k3F9a0Zq",
                NOW.minusMillis(5),
                "req_" + operation,
                null,
                expectedVersion,
                null,
                sha256(body),
                body);
    }

    static ReceivedCommand at(int partition, long offset, Command command) {
        return new ReceivedCommand.Readable(new Position(partition, offset), command);
    }

    static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
