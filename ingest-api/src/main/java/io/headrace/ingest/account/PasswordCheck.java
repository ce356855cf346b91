package io.headrace.ingest.account;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.RequestThread;
import io.headrace.ingest.http.Text;
import io.headrace.store.account.PasswordPolicy;
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
import org.jspecify.annotations.Nullable;

/** Compares and hashes passwords, which is slow on purpose: on a thread of its own, so that logins cannot stop the rest. */
@Singleton
public final class PasswordCheck {
    /** Who waits longer than some seconds tries again, and would only be in his own way. */
    private static final int MAX_WAITING = 32;
    /** Of no password: an account that does not exist takes as long as one that does. */
    private static final String NOBODYS = BcryptUtil.bcryptHash("nobody's");

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> new Thread(task, "passwords"));

    PasswordCheck() {
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Too long a password is compared too, so that it takes as long, and then refused: bcrypt would only have read its
     * beginning.
     *
     * @param hash null for an account that does not exist, or has no password
     */
    Uni<Boolean> matches(String password, @Nullable String hash) {
        boolean whole = PasswordPolicy.isReadWhole(password);
        return apart(() -> BcryptUtil.matches(password, hash == null ? NOBODYS : hash) && hash != null && whole);
    }

    public Uni<String> hash(String password) {
        return apart(() -> BcryptUtil.bcryptHash(password));
    }

    /** Where too many wait it is refused at once, to be tried again. */
    private <T> Uni<T> apart(Supplier<T> work) {
        Executor back = RequestThread.current();
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.supplyAsync(work, thread))
                .emitOn(back)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problem.busy(Text.of("account.busy")).exception());
    }
}
