package io.headrace.e2e;

import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import java.util.Base64;
import java.util.HexFormat;

/** Keys that are written straight into the database, as their owner would have made them. */
final class TestKeys {
    private TestKeys() {}

    /** A key to read and write at the newest endpoint with this slug. */
    static String of(TestSystem system, String slug, Environment environment) {
        byte[] pepper = Base64.getDecoder().decode(system.local().secrets().keyPepper());
        ApiKey key = ApiKey.create(environment);
        system.execute(
                """
                INSERT INTO api_key (id, owner_id, endpoint_id, environment, scope, name, secret_hash, active, created_at)
                SELECT '%s', owner_id, id, '%s', 'read-write', 'a test''s key', '\\x%s', true, now()
                FROM endpoint WHERE slug = '%s' ORDER BY created_at DESC LIMIT 1""".formatted(key.id(), environment.wireName(), HexFormat.of().formatHex(key.hash(pepper)), slug));
        return key.text();
    }
}
