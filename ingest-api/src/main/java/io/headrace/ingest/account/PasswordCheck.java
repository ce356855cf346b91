package io.headrace.ingest.account;

import io.headrace.ingest.http.RequestThread;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Compares and hashes passwords, which is slow on purpose: on a thread of its own, so that logins cannot stop the rest. */
@Singleton
public final class PasswordCheck {
    /** bcrypt reads no further. */
    public static final int MAX_BYTES = 72;

    private static final int MAX_WAITING = 100;
    /** Of no password: an account that does not exist takes as long as one that does. */
    private static final String NOBODYS = BcryptUtil.bcryptHash("nobody's");

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> new Thread(task, "passwords"));

    PasswordCheck() {
        thread.allowCoreThreadTimeOut(true);
    }

    /** @param hash null for an account that does not exist */
    Uni<Boolean> matches(String password, @org.jspecify.annotations.Nullable String hash) {
        return apart(() -> BcryptUtil.matches(password, hash == null ? NOBODYS : hash) && hash != null);
    }

    public Uni<String> hash(String password) {
        return apart(() -> BcryptUtil.bcryptHash(password));
    }

    /** Fails with {@link RejectedExecutionException} where too many wait. */
    private <T> Uni<T> apart(Supplier<T> work) {
        Executor back = RequestThread.current();
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(work, thread))
                .emitOn(back);
    }
}
