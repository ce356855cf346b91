package io.headrace.ingest.access;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.ledger.RequestLedger;
import io.headrace.store.endpoint.EndpointReach;
import io.headrace.store.endpoint.EndpointStore;
import io.headrace.store.owner.EndpointView;
import io.headrace.store.owner.KeyView;
import io.headrace.store.owner.OwnerStore;
import io.headrace.store.quota.LimitKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The door: lets in a request whose key is good for what it asks, or that an owner makes at the console, while the
 * owner's plan has room for it.
 */
@Singleton
public final class AccessGate {
    private final KeyGate keys;
    private final ConsoleDoor console;
    private final EndpointStore slugs;
    private final LookupStore<UUID, EndpointView> endpoints;
    private final PlanGate plans;
    private final RequestLedger ledger;

    AccessGate(
            KeyGate keys,
            ConsoleDoor console,
            EndpointStore slugs,
            OwnerStore store,
            PlanGate plans,
            RequestLedger ledger) {
        this.keys = keys;
        this.console = console;
        this.slugs = slugs;
        this.endpoints = new LookupStore<>(store::findEndpoint, System::nanoTime);
        this.plans = plans;
        this.ledger = ledger;
    }

    /** A key that is known, and the endpoint that it is for. */
    private record Keyed(KeyView key, EndpointView endpoint) {}

    /** Access to the endpoint with this slug, or the reason why not. */
    public Uni<Access> admit(Exchange exchange, String slug, KeyScope needed) {
        LimitKind kind = needed == KeyScope.READ ? LimitKind.READ : LimitKind.WRITE;
        return admit(
                exchange,
                kind,
                owner -> atConsole(exchange, owner, kind, id -> slugs.findId(new EndpointReach(id, null), slug)),
                keyed -> AccessPolicy.judgeUse(keyed.key(), keyed.endpoint(), slug, needed));
    }

    /**
     * Access to whatever endpoint the key is for, to read.
     *
     * @param asked for the console, which is for all endpoints of its owner: the one that is asked about, by the owner's
     *     id; empty where there is none
     */
    public Uni<Access> admitToRead(Exchange exchange, Function<UUID, Uni<Optional<UUID>>> asked) {
        return admit(
                exchange,
                LimitKind.READ,
                owner -> atConsole(exchange, owner, LimitKind.READ, asked),
                keyed -> AccessPolicy.judgeUse(
                        keyed.key(), keyed.endpoint(), keyed.endpoint().slug(), KeyScope.READ));
    }

    private Uni<Access> admit(
            Exchange exchange,
            LimitKind kind,
            Function<ConsoleDoor.ConsoleOwner, Uni<Access>> atConsole,
            Function<Keyed, Optional<ErrorCode>> judge) {
        if (!ConsoleDoor.isNamedBy(exchange)) {
            return byKey(exchange, kind, judge);
        }
        return console.admit(exchange)
                .chain(owner -> owner.map(atConsole).orElseGet(() -> byKey(exchange, kind, judge)));
    }

    /** Who asks is in the audit trail, and uses up a request, whatever comes of it. */
    private Uni<Access> atConsole(
            Exchange exchange,
            ConsoleDoor.ConsoleOwner owner,
            LimitKind kind,
            Function<UUID, Uni<Optional<UUID>>> asked) {
        ledger.noteConsole(exchange, owner.ownerId(), owner.account());
        return plans.admit(exchange, owner.ownerId(), kind, owner.ownerId())
                .chain(asked::apply)
                .chain(found -> found.map(endpoints::find)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(found -> found.orElseThrow(() -> KeyGate.refused(ErrorCode.NOT_FOUND)))
                .invoke(endpoint -> exchange.keep(EndpointView.class, endpoint))
                .invoke(endpoint -> KeyGate.refuseIf(AccessPolicy.judgeActive(endpoint)))
                .map(Access::ofConsole);
    }

    /** Whoever has a good key uses up a request, whatever comes of it; who has another is told how it stands at most. */
    private Uni<Access> byKey(Exchange exchange, LimitKind kind, Function<Keyed, Optional<ErrorCode>> judge) {
        return keyed(exchange)
                .onFailure(ProblemException.class)
                .call(() -> show(exchange, kind))
                .chain(keyed -> plans.admit(exchange, keyed.key().ownerId(), kind, keyed))
                .invoke(keyed -> KeyGate.refuseIf(judge.apply(keyed)))
                .map(keyed -> Access.ofKey(keyed.key(), keyed.endpoint()));
    }

    private Uni<Void> show(Exchange exchange, LimitKind kind) {
        KeyView known = exchange.kept(KeyView.class);
        return known == null ? Uni.createFrom().voidItem() : plans.show(exchange, known.ownerId(), kind);
    }

    private Uni<Keyed> keyed(Exchange exchange) {
        return key(exchange)
                .chain(key -> endpoints
                        .find(key.endpointId())
                        .map(found -> new Keyed(key, found.orElseThrow(KeyGate::unknown))));
    }

    /** Who has a key is noted, also where it opens nothing any more. */
    private Uni<KeyView> key(Exchange exchange) {
        return keys.admit(exchange).onItemOrFailure().invoke((admitted, refusal) -> {
            KeyView known = exchange.kept(KeyView.class);
            if (known != null) {
                ledger.note(exchange, known);
            }
        });
    }
}
