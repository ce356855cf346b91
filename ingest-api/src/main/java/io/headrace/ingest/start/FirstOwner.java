package io.headrace.ingest.start;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import io.headrace.contracts.SigningSecret;
import io.headrace.store.owner.FirstOwnerStore;
import io.headrace.store.owner.NewKey;
import io.headrace.store.owner.NewOwner;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
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

    FirstOwner(IngestConfig config, FirstOwnerStore store, Secrets secrets) {
        this.file = config.bootstrapFile().map(CredentialsFile::read);
        this.store = store;
        this.secrets = secrets;
    }

    Uni<Void> ensure() {
        return file.map(this::ensure).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> ensure(CredentialsFile credentials) {
        String slug = credentials.endpoint();
        return ensureAccount(credentials.admin(), "admin")
                .chain(() -> ensureAccount(credentials.owner(), "owner"))
                .chain(ownerId -> store.ensureEndpoint(Ids.create(), ownerId, slug, "Orders", SCHEMA)
                        .chain(endpointId -> ensureSecrets(ownerId, endpointId, credentials)))
                .invoke(() -> LOG.infof("first owner exists endpoint=%s", slug));
    }

    private Uni<UUID> ensureAccount(CredentialsFile.Account account, String role) {
        return store.passwordHash(account.account())
                .map(stored -> stored.filter(hash -> BcryptUtil.matches(account.password(), hash))
                        .orElseGet(() -> BcryptUtil.bcryptHash(account.password())))
                .chain(hash -> store.ensureOwner(
                        new NewOwner(Ids.create(), account.account(), account.account(), hash, role)));
    }

    private Uni<Void> ensureSecrets(UUID ownerId, UUID endpointId, CredentialsFile credentials) {
        String sealed = secrets.sealer().seal(credentials.signingSecret(), SigningSecret.endpointContext(endpointId));
        return store.ensureSecrets(
                ownerId, endpointId, sealed, List.of(key(credentials.testKey()), key(credentials.liveKey())));
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
