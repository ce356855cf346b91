package io.headrace.ingest.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.KeyPeppers;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.PepperStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Moves a key to the newest pepper when its secret is seen, which is the only moment at which that can be done. With
 * one pepper there is nothing to do, and nothing is done.
 */
@Singleton
final class PepperRotation {
    private static final Logger LOG = Logger.getLogger(PepperRotation.class);
    private static final int MAX_DONE = 100_000;
    private static final Duration DONE_FOR = Duration.ofHours(1);

    private final KeyPeppers peppers;
    private final List<byte[]> all;
    private final PepperStore store;
    /** Not for ever: an instance whose peppers are still in the former order moves keys back. */
    private final Cache<String, Boolean> done = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MAX_DONE)
            .expireAfterWrite(DONE_FOR)
            .build();

    PepperRotation(Secrets secrets, PepperStore store) {
        this.peppers = secrets.peppers();
        this.all = peppers.all();
        this.store = store;
    }

    /** Every pepper that a key may be hashed with, the newest first. */
    List<byte[]> all() {
        return all;
    }

    /**
     * The secret was the right one. The request does not wait for what is done then. One from before a rotation of the
     * key stays as it is: it ends by itself.
     */
    AdmittedKey seen(String secret, AdmittedKey opened) {
        KeyView key = opened.key();
        boolean newest = opened.secretVersion() == key.secret().version();
        if (peppers.isRotating() && newest && done.asMap().putIfAbsent(name(key), true) == null) {
            move(secret, key);
        }
        return opened;
    }

    private void move(String secret, KeyView key) {
        store.rehash(key.id(), key.secret().hash(), ApiKey.hash(secret, all.get(0)), peppers.newestId())
                .subscribe()
                .with(
                        rehashed -> LOG.debugf("key is under the newest pepper key=%s", key.id()),
                        failure -> failed(key, failure));
    }

    /** A secret that comes with a rotation is another one. */
    private static String name(KeyView key) {
        return key.id() + "." + key.secret().version();
    }

    private void failed(KeyView key, Throwable failure) {
        done.invalidate(name(key));
        LOG.warnf("key not moved to the newest pepper key=%s: %s", key.id(), failure.getMessage());
    }
}
