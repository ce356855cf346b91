package io.headrace.ingest.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.KeyPeppers;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.PepperStore;
import jakarta.inject.Singleton;
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

    private final KeyPeppers peppers;
    private final List<byte[]> all;
    private final PepperStore store;
    /** Keys that need no more of it as long as this process lives. */
    private final Cache<String, Boolean> done =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(MAX_DONE).build();

    PepperRotation(Secrets secrets, PepperStore store) {
        this.peppers = secrets.peppers();
        this.all = peppers.all();
        this.store = store;
    }

    /** Every pepper that a key may be hashed with, the newest first. */
    List<byte[]> all() {
        return all;
    }

    /** The secret was the right one. The request does not wait for what is done then. */
    void seen(ApiKey presented, KeyView stored) {
        if (!peppers.isRotating() || done.asMap().putIfAbsent(stored.id(), true) != null) {
            return;
        }
        store.rehash(stored.id(), stored.secretHash(), presented.hash(all.get(0)), peppers.newestId())
                .subscribe()
                .with(
                        rehashed -> LOG.debugf("key is under the newest pepper key=%s", stored.id()),
                        failure -> failed(stored.id(), failure));
    }

    private void failed(String keyId, Throwable failure) {
        done.invalidate(keyId);
        LOG.warnf("key not moved to the newest pepper key=%s: %s", keyId, failure.getMessage());
    }
}
