package io.headrace.ingest.access;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Signs and reads a token that nobody gets, before the first request: what loads then would stop an event loop. */
@Singleton
final class TokenWarmth {
    private static final String NOBODY = "urn:nobody";

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(TokenWarmth::warm, "token-warmth");
        thread.setDaemon(true);
        thread.start();
    }

    private static void warm() {
        Instant now = Instant.now();
        Instant later = now.plusSeconds(60);
        SigningKey key = SigningKey.create(new SigningTerm(now, later, later));
        AccessToken token = new AccessToken("nobody", Environment.TEST, KeyScope.READ, 1, now, later);
        TokenReader.read(TokenSigner.sign(token, key, NOBODY), key, NOBODY, now);
    }
}
