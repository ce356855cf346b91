package io.headrace.bench.run.scenario;

import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The requests that all scenarios are made of, to the system and to the constant server. */
final class Requests {
    static final int ACCEPTED = 202;
    static final int OK = 200;

    /** The bytes of an answer 202 with its three ids, and of a record with the body below. */
    private static final int ACCEPTED_BYTES = 181;

    private static final int RECORD_BYTES = 641;
    private static final int BODY_BYTES = 400;

    private final Rig rig;

    Requests(Rig rig) {
        this.rig = rig;
    }

    Load write() {
        return rig.withKey(post(rig.recordsUrl()));
    }

    Load constantWrite() {
        return rig.withKey(post(rig.constant().baseUrl() + "/constant/" + ACCEPTED_BYTES));
    }

    /** Of records that exist. */
    Load read(List<String> recordIds) {
        Path paths = rig.file("paths.txt");
        String base = "/api/v1/data/" + rig.system().credentials().endpoint() + "/";
        write(paths, String.join("\n", recordIds.stream().map(id -> base + id).toList()));
        return rig.withKey(Load.of("GET", rig.recordsUrl())).paths(paths);
    }

    Load constantRead() {
        return rig.withKey(Load.of("GET", rig.constant().baseUrl() + "/constant/" + RECORD_BYTES));
    }

    private Load post(String url) {
        Path body = rig.file("body.json");
        write(body, body());
        return Load.of("POST", url).header("Content-Type", "application/json").body(body);
    }

    /** Valid under the endpoint's schema, and 400 bytes. */
    static String body() {
        String begin = "{\"order_id\":\"ORD-2026-000001\",\"amount\":1234.50,\"paid\":true,\"items\":[\"";
        String end = "\"]}";
        return begin + "x".repeat(BODY_BYTES - begin.length() - end.length()) + end;
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
