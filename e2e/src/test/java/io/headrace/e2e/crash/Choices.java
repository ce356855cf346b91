package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import io.headrace.e2e.history.CallKind;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a client asks next, drawn from its own stream of choices and the records its owner knows by then. */
final class Choices {
    /** In a thousand. */
    private static final int CREATE = 200;

    private static final int REPLACE = 400;
    private static final int DELETE = 60;
    private static final int READ = 280;
    private static final int LIST = 30;

    private final Random random;
    private final Owner owner;
    private final KnownRecords own;
    private final KnownRecords foreign;

    /** @param foreign records of another owner */
    Choices(Random random, Owner owner, KnownRecords own, KnownRecords foreign) {
        this.random = random;
        this.owner = owner;
        this.own = own;
        this.foreign = foreign;
    }

    Request next(long call) {
        int place = random.nextInt(1_000);
        Optional<KnownRecord> known = own.any(random);
        if (place < CREATE || known.isEmpty()) {
            return write(CallKind.CREATE, call, anyScope(), null);
        }
        place -= CREATE;
        if (place < REPLACE) {
            return write(CallKind.REPLACE, call, known.get().scope(), known.get());
        }
        place -= REPLACE;
        if (place < DELETE) {
            return write(CallKind.DELETE, call, known.get().scope(), known.get());
        }
        place -= DELETE;
        if (place < READ) {
            return read(call, known.get().scope(), owner.number(), known.get().id());
        }
        if (place < READ + LIST) {
            return list(call);
        }
        return foreign.any(random).map(other -> foreign(call, other)).orElseGet(() -> list(call));
    }

    private Request write(CallKind kind, long call, Scope scope, @Nullable KnownRecord known) {
        boolean keyed = random.nextInt(10) < 3;
        boolean conditional = known != null && random.nextInt(10) == 0;
        return new Request(
                kind,
                call,
                scope,
                known == null ? owner.number() : known.scope().owner().number(),
                known == null ? null : known.id(),
                keyed ? "key-" + call : null,
                conditional ? expected(known) : null,
                random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0,
                kind == CallKind.DELETE ? null : Payloads.any(random, owner.canary(), call),
                random.nextInt(10) == 0 ? null : Target.callback(scope.endpointNumber(), Behaviour.any(random), call),
                random.nextInt(10) == 0 ? "Bearer secret-" + owner.canary() : null);
    }

    private Request read(long call, Scope scope, int recordOwner, String id) {
        return new Request(CallKind.READ, call, scope, recordOwner, id, null, null, 0, null, null, null);
    }

    private Request list(long call) {
        return new Request(CallKind.LIST, call, anyScope(), owner.number(), null, null, null, 0, null, null, null);
    }

    /** By our own key for the same slug and environment: only the owner differs. */
    private Request foreign(long call, KnownRecord other) {
        Scope scope =
                new Scope(owner, other.scope().endpointNumber(), other.scope().environment());
        return switch (random.nextInt(4)) {
            case 0 -> write(CallKind.REPLACE, call, scope, other);
            case 1 -> write(CallKind.DELETE, call, scope, other);
            default -> read(call, scope, other.scope().owner().number(), other.id());
        };
    }

    /** Mostly one that may hold. */
    private long expected(KnownRecord known) {
        return known.version() + (random.nextInt(4) == 0 ? 1 : 0);
    }

    private Scope anyScope() {
        Environment environment = random.nextInt(3) == 0 ? Environment.TEST : Environment.LIVE;
        return new Scope(owner, random.nextInt(owner.endpoints().size()), environment);
    }
}
