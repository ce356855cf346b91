package io.headrace.notifier.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A signature that somebody else has published: one that stands here, and more where test data lies beside the checkout. */
record SignatureVector(String id, long timestamp, String body, String secret, String signature) {
    private static final SignatureVector KNOWN = new SignatureVector(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    static List<SignatureVector> published() {
        return Stream.concat(Stream.of(KNOWN), others()).distinct().toList();
    }

    private static Stream<SignatureVector> others() {
        Path file = Path.of(
                System.getProperty("headrace.testdata", "../../shared/data"),
                "webhook-signatures/standard-webhooks.json");
        return Files.exists(file) ? read(file) : Stream.empty();
    }

    private static Stream<SignatureVector> read(Path file) {
        try {
            JsonNode vectors = Json.MAPPER.readTree(Files.readString(file)).get("vectors");
            return StreamSupport.stream(vectors.spliterator(), false).map(SignatureVector::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureVector of(JsonNode vector) {
        return new SignatureVector(
                vector.get("id").asText(),
                vector.get("timestamp").asLong(),
                vector.get("body").asText(),
                vector.get("secret").asText(),
                vector.get("signature").asText());
    }
}
