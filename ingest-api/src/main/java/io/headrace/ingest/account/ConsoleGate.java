package io.headrace.ingest.account;

import io.headrace.ingest.access.ConsoleDoor;
import io.headrace.ingest.http.Exchange;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets owners who have logged in to their data, as to the owner's API: a write by cookie needs proof of its origin. */
@Singleton
final class ConsoleGate implements ConsoleDoor {
    private final OwnerGate owners;

    ConsoleGate(OwnerGate owners) {
        this.owners = owners;
    }

    @Override
    public Uni<Optional<ConsoleOwner>> admit(Exchange exchange) {
        return owners.admitPerson(exchange)
                .map(found -> found.map(person -> new ConsoleOwner(person.ownerId(), person.actor())));
    }
}
