package io.headrace.e2e.crash;

import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.local.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** PostgreSQL by its back door: what no API can do yet, and what no API should. */
final class Database {
    private static final String OWNER = """
            INSERT INTO owner (id, account, name, password_hash, role, plan, created_at)
            VALUES (?, ?, ?, 'none', 'owner', 'enterprise', now())""";
    private static final String ENDPOINT = """
            INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                  updated_at)
            VALUES (?, ?, ?, 'Of a crash run', '{}', 1, true, ?, now(), now())""";
    private static final String KEY = """
            INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
            VALUES (?, ?, ?, ?, 'read-write', 'of a crash run', ?, true, now())""";

    private static final String SUBSCRIPTION = """
            INSERT INTO subscription (id, owner_id, endpoint_id, environment, url, target_url, header_names,
                                      sealed_secret, active, ordered, enabled_at, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, '{}', ?, true, true, now(), now(), now())""";

    private final DatabaseAddress address;

    Database(DatabaseAddress address) {
        this.address = address;
    }

    DatabaseAddress address() {
        return address;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
    }

    /** @param urls of the owners' receivers, by their numbers */
    void add(Owners owners, Secrets secrets, IntFunction<String> urls) {
        SecretSealer sealer = SecretSealer.of(secrets.secretKeys());
        byte[] pepper = Base64.getDecoder().decode(secrets.keyPepper());
        for (Owner owner : owners.all()) {
            update(OWNER, owner.id(), owner.id() + "@example.com", "Owner " + owner.number());
            for (Endpoint endpoint : owner.endpoints()) {
                String sealed = sealer.seal(endpoint.signingSecret(), SigningSecret.endpointContext(endpoint.id()));
                update(ENDPOINT, endpoint.id(), owner.id(), endpoint.slug(), sealed);
                for (ApiKey key : List.of(endpoint.testKey(), endpoint.liveKey())) {
                    String environment = key.environment().wireName();
                    update(KEY, key.id(), owner.id(), endpoint.id(), environment, key.hash(pepper));
                }
            }
            subscribe(owner, sealer, urls.apply(owner.number()));
        }
    }

    private void subscribe(Owner owner, SecretSealer sealer, String receiver) {
        Endpoint endpoint = owner.endpoints().get(Owner.SUBSCRIBED);
        Subscription subscription = Objects.requireNonNull(endpoint.subscription());
        String url = receiver + Target.pathOfSubscription(Owner.SUBSCRIBED);
        update(
                SUBSCRIPTION,
                subscription.id(),
                owner.id(),
                endpoint.id(),
                subscription.environment().wireName(),
                url,
                url,
                sealer.seal(subscription.signingSecret(), SigningSecret.subscriptionContext(subscription.id())));
    }

    /** Moves the system's one clock away from this machine's. */
    void setClockAhead(Duration ahead) {
        execute("CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE"
                + " RETURN statement_timestamp() + interval '" + ahead.toMillis() + " milliseconds'");
    }

    /** What an earlier run has left undone is not waited for. */
    void cancelDeliveries() {
        execute("UPDATE delivery SET state = 'cancelled', lease_id = NULL, lease_holder = NULL, leased_until = NULL"
                + " WHERE state IN ('pending', 'sending', 'waiting')");
    }

    /** Held subscriptions are probed within two seconds, however long the system would leave them alone. */
    void probeSoon() {
        execute("UPDATE subscription_state SET next_probe_at = headrace_now() + interval '2 seconds'"
                + " WHERE phase = 'held' AND next_probe_at > headrace_now() + interval '2 seconds'");
    }

    /** As an instance does that finds them run out. */
    void takeLeasesAway() {
        execute("UPDATE delivery SET state = 'pending', lease_id = NULL, lease_holder = NULL, leased_until = NULL"
                + " WHERE state = 'sending'");
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void update(String sql, Object... arguments) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
