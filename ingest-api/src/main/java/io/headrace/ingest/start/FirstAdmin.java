package io.headrace.ingest.start;

import io.headrace.contracts.Ids;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.AccountOutcome;
import io.headrace.store.account.AccountRole;
import io.headrace.store.account.AccountStore;
import io.headrace.store.account.NewAccount;
import io.headrace.store.account.PasswordPolicy;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the administrator whom the environment names exist. One who is there already stays as he is. */
@Startup
@Singleton
final class FirstAdmin {
    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String DEFAULT_PLAN = "free";

    private final Optional<Wanted> wanted;
    private final AccountStore accounts;

    private record Wanted(String account, String password) {
        /** Without the password, so that a log line can never leak it. */
        @Override
        public String toString() {
            return "Wanted[" + account + "]";
        }
    }

    FirstAdmin(IngestConfig config, AccountStore accounts) {
        this.wanted = wanted(config.admin());
        this.accounts = accounts;
    }

    /** Waits for the database, and hashes a password, which is slow on purpose: never on an event loop. */
    void ensure() throws Throwable {
        if (wanted.isPresent() && !isThere(wanted.get().account())) {
            create(wanted.get());
        }
    }

    private boolean isThere(String account) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> accounts.list(account, 1, 0))
                        .total()
                > 0;
    }

    private void create(Wanted admin) throws Throwable {
        NewAccount account = new NewAccount(
                Ids.create(),
                admin.account(),
                admin.account(),
                BcryptUtil.bcryptHash(admin.password()),
                AccountRole.ADMIN,
                DEFAULT_PLAN);
        AccountOutcome outcome = VertxContextSupport.subscribeAndAwait(() -> accounts.create(account));
        LOG.infof("first administrator account=%s outcome=%s", admin.account(), outcome);
    }

    private static Optional<Wanted> wanted(IngestConfig.Admin admin) {
        Optional<String> account = admin.account().filter(text -> !text.isBlank());
        Optional<String> password = admin.password().filter(text -> !text.isBlank());
        require(
                account.isPresent() == password.isPresent(),
                "HEADRACE_ADMIN_ACCOUNT and HEADRACE_ADMIN_PASSWORD belong together: only one of them is set");
        require(
                password.map(PasswordPolicy::allows).orElse(true),
                "HEADRACE_ADMIN_PASSWORD must have " + PasswordPolicy.MIN_BYTES + " to " + PasswordPolicy.MAX_BYTES
                        + " bytes in UTF-8");
        return account.map(text -> new Wanted(
                AccountName.of(text)
                        .orElseThrow(() -> new IllegalStateException("HEADRACE_ADMIN_ACCOUNT cannot be an account")),
                password.orElseThrow()));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }
}
