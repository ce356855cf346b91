package io.headrace.ingest.endpoint;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.SigningSecret;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.ingest.start.Secrets;
import io.headrace.store.endpoint.Creation;
import io.headrace.store.endpoint.EndpointChange;
import io.headrace.store.endpoint.EndpointReach;
import io.headrace.store.endpoint.EndpointStore;
import io.headrace.store.endpoint.NewEndpoint;
import io.headrace.store.endpoint.StoredEndpoint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Makes and changes endpoints: reads what is wanted, apart, and then asks the store for it. */
@Singleton
final class EndpointWorker {
    private final JsonBodyIntake bodies;
    private final SchemaWorker worker;
    private final SchemaTrialWorker trials;
    private final EndpointStore store;
    private final Secrets secrets;

    EndpointWorker(
            JsonBodyIntake bodies,
            SchemaWorker worker,
            SchemaTrialWorker trials,
            EndpointStore store,
            Secrets secrets) {
        this.bodies = bodies;
        this.worker = worker;
        this.trials = trials;
        this.store = store;
        this.secrets = secrets;
    }

    Uni<Response> create(Exchange exchange, OwnerCaller caller) {
        if (caller.onlyEndpoint() != null) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL, Text.of("endpoint.owner-only"))
                    .exception();
        }
        String secret = SigningSecret.create();
        return bodies.read(exchange)
                .chain(body -> worker.apart(() -> EndpointRequests.creation(body)))
                .map(wish -> planned(caller, wish, secret))
                .chain(store::create)
                .map(creation -> EndpointAnswers.created(exchange, created(creation), secret));
    }

    /** What stored records say to a new schema is asked first: without an answer nothing changes. */
    Uni<Response> change(Exchange exchange, OwnerCaller caller, String slug) {
        caller.refuseTestKey();
        return bodies.read(exchange)
                .chain(body -> worker.apart(() -> EndpointRequests.change(body)))
                .chain(change -> find(caller, slug)
                        .chain(known -> tried(caller, known, change)
                                .chain(trial -> store.change(reach(caller), slug, change)
                                        .map(changed -> changed.orElseThrow(EndpointWorker::notFound))
                                        .map(changed -> trial.map(
                                                        found -> EndpointAnswers.changed(exchange, changed, found))
                                                .orElseGet(() -> EndpointAnswers.one(exchange, changed))))));
    }

    Uni<Response> preview(Exchange exchange, OwnerCaller caller, String slug) {
        return bodies.read(exchange)
                .chain(body -> worker.apart(() -> EndpointRequests.trial(body)))
                .chain(schema -> find(caller, slug).chain(known -> trials.attempt(known, schema, caller::sees)))
                .map(trial -> EndpointAnswers.tried(exchange, trial));
    }

    /** 404 if there is none in reach. */
    Uni<StoredEndpoint> find(OwnerCaller caller, String slug) {
        return store.find(reach(caller), slug).map(found -> found.orElseThrow(EndpointWorker::notFound));
    }

    static EndpointReach reach(OwnerCaller caller) {
        return new EndpointReach(caller.ownerId(), caller.onlyEndpoint());
    }

    private Uni<Optional<SchemaTrial>> tried(OwnerCaller caller, StoredEndpoint known, EndpointChange change) {
        return change.schema()
                .map(schema -> trials.attempt(known, schema, caller::sees).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private NewEndpoint planned(OwnerCaller caller, EndpointRequests.Wish wish, String secret) {
        UUID id = Ids.create();
        String sealed = secrets.sealer().seal(secret, SigningSecret.endpointContext(id));
        return new NewEndpoint(id, caller.ownerId(), wish.slug(), wish.name(), wish.schema(), wish.active(), sealed);
    }

    private static StoredEndpoint created(Creation creation) {
        if (creation instanceof Creation.Created created) {
            return created.endpoint();
        }
        throw refusal(creation).exception();
    }

    private static Problem refusal(Creation creation) {
        if (creation instanceof Creation.PlanFull full) {
            return Problem.of(ErrorCode.PLAN_FULL, Text.of("endpoint.plan-full", full.maxEndpoints()));
        }
        return creation instanceof Creation.PlanExpired
                ? Problem.of(ErrorCode.PLAN_EXPIRED)
                : Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("endpoint.slug-taken"));
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
