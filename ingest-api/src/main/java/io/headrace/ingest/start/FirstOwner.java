package io.headrace.ingest.start;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import io.headrace.contracts.SigningSecret;
import io.headrace.store.account.AccountName;
import io.headrace.store.owner.FirstOwnerStore;
import io.headrace.store.owner.NewKey;
import io.headrace.store.owner.NewOwner;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes what the bootstrap file names exist: after a first start, a restart, or with a new file over old data. */
@Startup
@Singleton
final class FirstOwner {
    private static final Logger LOG = Logger.getLogger(FirstOwner.class);
    private static final String SCHEMA = resource("/bootstrap/orders.schema.json");

    private final Optional<CredentialsFile> file;
    private final FirstOwnerStore store;
    private final Secrets secrets;
    private final FirstAdmin admin;

    FirstOwner(IngestConfig config, FirstOwnerStore store, Secrets secrets, FirstAdmin admin) {
        this.file = config.bootstrapFile().map(CredentialsFile::read);
        this.store = store;
        this.secrets = secrets;
        this.admin = admin;
    }

    /** Waits for the database, and hashes passwords, which is slow on purpose: never on an event loop. */
    void ensure() throws Throwable {
        admin.ensure();
        if (file.isPresent()) {
            ensure(file.get());
            LOG.infof("first owner exists endpoint=%s", file.get().endpoint());
        }
    }

    private void ensure(CredentialsFile credentials) throws Throwable {
        ensureAccount(credentials.admin(), "admin");
        UUID ownerId = ensureAccount(credentials.owner(), "owner");
        UUID endpointId = VertxContextSupport.subscribeAndAwait(
                () -> store.ensureEndpoint(Ids.create(), ownerId, credentials.endpoint(), "Orders", SCHEMA));
        String sealed = secrets.sealer().seal(credentials.signingSecret(), SigningSecret.endpointContext(endpointId));
        List<NewKey> keys = List.of(key(credentials.testKey()), key(credentials.liveKey()));
        VertxContextSupport.subscribeAndAwait(() -> store.ensureSecrets(ownerId, endpointId, sealed, keys));
    }

    private UUID ensureAccount(CredentialsFile.Account account, String role) throws Throwable {
        String name = AccountName.of(account.account())
                .orElseThrow(() -> new IllegalStateException(role + " in the bootstrap file cannot be an account"));
        String hash = VertxContextSupport.subscribeAndAwait(() -> store.passwordHash(name))
                .filter(stored -> BcryptUtil.matches(account.password(), stored))
                .orElseGet(() -> BcryptUtil.bcryptHash(account.password()));
        NewOwner owner = new NewOwner(Ids.create(), name, name, hash, role);
        return VertxContextSupport.subscribeAndAwait(() -> store.ensureOwner(owner));
    }

    private NewKey key(String text) {
        ApiKey key = ApiKey.parse(text).orElseThrow();
        String name = "first " + key.environment().wireName() + " key";
        return new NewKey(key.id(), key.environment(), KeyScope.READ_WRITE, name, key.hash(secrets.pepper()));
    }

    private static String resource(String name) {
        try (InputStream in = FirstOwner.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
