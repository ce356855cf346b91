package io.headrace.ingest.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.endpoint.Addition;
import io.headrace.store.subscription.StoredSubscription;
import io.headrace.store.subscription.SubscriptionScope;
import io.headrace.store.subscription.SubscriptionStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Does what is asked of subscriptions, for whoever sees them: their owner, or one collaborator. */
@Singleton
public final class SubscriptionWorker {
    private final JsonBodyIntake bodies;
    private final SubscriptionRequests requests;
    private final SubscriptionStore store;

    SubscriptionWorker(JsonBodyIntake bodies, SubscriptionRequests requests, SubscriptionStore store) {
        this.bodies = bodies;
        this.requests = requests;
        this.store = store;
    }

    /** @param path where the new one's id follows */
    public Uni<Response> create(Exchange exchange, SubscriptionScope scope, String path) {
        return bodies.read(exchange).chain(body -> create(exchange, scope, path, body));
    }

    Uni<Response> create(Exchange exchange, SubscriptionScope scope, String path, JsonBody body) {
        SubscriptionRequests.Added added = requests.added(body);
        Environment environment = added.subscription().environment();
        if (scope.environment() != null && scope.environment() != environment) {
            throw Problem.of(ErrorCode.SCOPE_TOO_SMALL).exception();
        }
        return store.add(scope, added.subscription())
                .map(SubscriptionWorker::stored)
                .map(stored -> Answers.created(
                        exchange,
                        path + "/" + SubscriptionAnswers.id(stored),
                        json -> SubscriptionAnswers.write(json, stored, added.secret())));
    }

    /** Says what is wrong with a body that is known to be no subscription. */
    Uni<Response> refuse(JsonBody body) {
        requests.added(body);
        throw new IllegalStateException("a body was passed that is known to be wrong");
    }

    public Uni<Response> list(Exchange exchange, SubscriptionScope scope) {
        exchange.requireAcceptsJson();
        Paging paging = Paging.of(exchange.query(), Set.of());
        return store.list(scope, paging.pageSize(), paging.offset())
                .map(page -> Answers.page(exchange, paging, page.total(), page.items(), SubscriptionAnswers::write));
    }

    public Uni<Response> get(Exchange exchange, SubscriptionScope scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return find(scope, id).map(found -> Answers.data(exchange, json -> SubscriptionAnswers.write(json, found)));
    }

    public Uni<Response> change(Exchange exchange, SubscriptionScope scope, String id) {
        UUID known = subscriptionId(id);
        return bodies.read(exchange)
                .map(body -> requests.change(known, body))
                .chain(change -> store.change(scope, known, change))
                .map(changed -> changed.orElseThrow(EndpointFinder::notFound))
                .map(changed -> Answers.data(exchange, json -> SubscriptionAnswers.write(json, changed)));
    }

    public Uni<Response> delete(Exchange exchange, SubscriptionScope scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return store.delete(scope, subscriptionId(id)).map(deleted -> {
            if (!deleted) {
                throw EndpointFinder.notFound();
            }
            return Answers.data(exchange, json -> json.writeStringField("id", id));
        });
    }

    public Uni<Response> rotate(Exchange exchange, SubscriptionScope scope, String id) {
        return bodies.readIfAny(exchange)
                .map(requests::grace)
                .chain(grace -> find(scope, id).chain(found -> rotate(exchange, scope, found, grace)));
    }

    private Uni<Response> rotate(Exchange exchange, SubscriptionScope scope, StoredSubscription known, Duration grace) {
        NewSecret secret = SignatureScheme.of(known.publicKey()).create();
        return store.rotate(scope, known.id(), requests.sealed(known.id(), secret), secret.publicKey(), grace)
                .map(rotated -> rotated.orElseThrow(EndpointFinder::notFound))
                .map(rotated -> Answers.data(exchange, json -> SubscriptionAnswers.write(json, rotated, secret)));
    }

    Uni<StoredSubscription> find(SubscriptionScope scope, String id) {
        return store.find(scope, subscriptionId(id)).map(found -> found.orElseThrow(EndpointFinder::notFound));
    }

    /** An id of another form than ours is of no subscription. */
    private static UUID subscriptionId(String id) {
        return Ids.parse(Ids.SUBSCRIPTION, id).orElseThrow(EndpointFinder::notFound);
    }

    private static StoredSubscription stored(Addition<StoredSubscription> addition) {
        if (addition instanceof Addition.Added<StoredSubscription> added) {
            return added.item();
        }
        throw addition instanceof Addition.Gone ? EndpointFinder.notFound() : tooMany();
    }

    private static RuntimeException tooMany() {
        return Problem.of(ErrorCode.BUSINESS_RULE, Text.of("subscription.too-many", SubscriptionStore.MAX_PER_ENDPOINT))
                .exception();
    }
}
