package io.headrace.e2e;

import io.headrace.contracts.Ids;
import java.util.UUID;

/** Owners whom nobody knows yet, with the first owner's password. */
final class Strangers {
    private Strangers() {}

    /** A new owner with this plan, logged in. */
    static OwnerClient login(TestSystem system, String plan) {
        String account = UUID.randomUUID() + "@example.com";
        system.execute("""
                INSERT INTO owner (id, account, name, password_hash, role, plan, created_at)
                SELECT '%s', '%s', 'A stranger', password_hash, 'owner', '%s', now()
                FROM owner WHERE account = '%s'""".formatted(Ids.create(), account, plan, system.owner().account()));
        return OwnerClient.login(system.baseUrl(), account, system.owner().password());
    }
}
