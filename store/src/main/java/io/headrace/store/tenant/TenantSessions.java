package io.headrace.store.tenant;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What {@link TenantPool} is for plain SQL, for Hibernate's sessions. */
public final class TenantSessions {
    private static final String SAY = "SELECT set_config('headrace.owner', ?1, true)";

    private TenantSessions() {}

    /** One transaction that sees and touches rows of this owner only. */
    public static <T> Uni<T> transact(SessionFactory sessions, UUID ownerId, Function<StatelessSession, Uni<T>> work) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(SAY, String.class)
                .setParameter(1, ownerId.toString())
                .getSingleResult()
                .chain(() -> work.apply(session)));
    }
}
