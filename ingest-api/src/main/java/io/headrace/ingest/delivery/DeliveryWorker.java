package io.headrace.ingest.delivery;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.replay.DeliveryFilter;
import io.headrace.store.replay.DeliveryLogStore;
import io.headrace.store.replay.DeliveryPlace;
import io.headrace.store.replay.DeliveryRequestStore;
import io.headrace.store.replay.LoggedDelivery;
import io.headrace.store.replay.SearchTooLong;
import io.headrace.store.replay.StoredJob;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads deliveries and has them replayed, for whoever sees them: their owner, or one collaborator. */
@Singleton
public final class DeliveryWorker {
    /** For the published description. */
    public static final String ON_ITS_WAY = "42201 the delivery is still on its way";

    /** For the published description. */
    public static final String TOO_LONG = "42201 the search took too long: what it asks for is rare among too many";

    /** For the published description. */
    public static final String BUSY = "42901 too many searches are going on now; see Retry-After";

    private static final String RETRY_AFTER = "5";

    private static final Set<String> RESTING = Set.of("delivered", "exhausted", "cancelled");

    private final DeliveryLogStore log;
    private final DeliveryRequestStore requests;
    private final DeliveryCursor cursors;
    private final SearchRoom room;

    DeliveryWorker(DeliveryLogStore log, DeliveryRequestStore requests, DeliveryCursor cursors, SearchRoom room) {
        this.room = room;
        this.log = log;
        this.requests = requests;
        this.cursors = cursors;
    }

    /** @param scope what the caller sees, the endpoint that the query names included */
    Uni<Response> list(Exchange exchange, DeliveryQuery query, DeliveryFilter scope) {
        exchange.requireAcceptsJson();
        return narrowed(
                () -> query.isCursored() ? listByCursor(exchange, query, scope) : listByPage(exchange, query, scope));
    }

    /** For who sees one endpoint only. */
    public Uni<Response> list(Exchange exchange, DeliveryFilter scope) {
        return list(exchange, DeliveryQuery.ofOneEndpoint(exchange.query()), scope);
    }

    public Uni<Response> get(Exchange exchange, DeliveryFilter scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return find(scope, id)
                .chain(found -> log.attempts(scope.ownerId(), found.id())
                        .map(attempts -> DeliveryAnswers.one(exchange, found, attempts)));
    }

    /** Once more, whatever came of it; not while it is still on its way. */
    public Uni<Response> replay(Exchange exchange, DeliveryFilter scope, String path, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return find(scope, id).chain(found -> {
            if (!RESTING.contains(found.state())) {
                throw Problem.of(ErrorCode.BUSINESS_RULE, Text.of("delivery.on-its-way"))
                        .exception();
            }
            UUID jobId = Ids.create();
            String again = Ids.format(Ids.DELIVERY, Ids.replay(found.eventId(), jobId, found.id()));
            DeliveryFilter filter =
                    scope.withDelivery(found.id()).withStates(Set.of(DeliveryState.ofWireName(found.state())));
            return requests.replay(jobId, filter, 1L)
                    .map(job -> Answers.data(202, exchange, json -> {
                                json.writeStringField("id", again);
                                json.writeStringField("replayOf", id);
                                json.writeStringField("eventId", Ids.format(Ids.EVENT, found.eventId()));
                            })
                            .header("Location", path + "/" + again)
                            .build());
        });
    }

    /** How many would be sent. */
    Uni<Response> count(Exchange exchange, DeliveryFilter filter) {
        return narrowed(() -> log.countReplayable(filter)
                .map(count -> Answers.data(exchange, json -> json.writeNumberField("count", count))));
    }

    /**
     * A job finds what it is for in the end, however rare that is: one that takes too long to be counted, or that there is
     * no room to count, goes uncounted.
     *
     * @param path where the job's id follows
     */
    public Uni<Response> replayAll(Exchange exchange, DeliveryFilter filter, String path) {
        UUID jobId = Ids.create();
        return room.search(() -> log.countReplayableSoon(filter))
                .onFailure(DeliveryWorker::isGivenUp)
                .recoverWithNull()
                .chain(count -> requests.replay(jobId, filter, count))
                .map(job -> Answers.data(202, exchange, json -> DeliveryAnswers.write(json, job))
                        .header("Location", path + "/" + Ids.format(Ids.JOB, jobId))
                        .build());
    }

    /** Everything since then that this subscription was to get and did not. */
    public Uni<Response> recover(Exchange exchange, DeliveryFilter filter, String path) {
        return replayAll(exchange, filter.withStates(ReplayRequest.UNDELIVERED), path);
    }

    public Uni<Response> job(Exchange exchange, DeliveryFilter scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return findJob(scope, id).map(job -> Answers.data(exchange, json -> DeliveryAnswers.write(json, job)));
    }

    public Uni<Response> cancel(Exchange exchange, DeliveryFilter scope, String id) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return findJob(scope, id)
                .call(job -> requests.cancel(scope.ownerId(), job.id()))
                .map(job -> Answers.data(202, exchange, json -> DeliveryAnswers.write(json, job))
                        .build());
    }

    private static boolean isGivenUp(Throwable failure) {
        return failure instanceof SearchTooLong || failure instanceof SearchRoom.Full;
    }

    private Uni<Response> narrowed(Supplier<Uni<Response>> search) {
        return room.search(search)
                .onFailure(SearchTooLong.class)
                .transform(failure -> Problem.of(ErrorCode.BUSINESS_RULE, Text.of("delivery.search-too-long"))
                        .exception())
                .onFailure(SearchRoom.Full.class)
                .transform(failure -> Problem.of(ErrorCode.RATE_LIMITED, Text.of("delivery.search-busy"))
                        .withHeader("Retry-After", RETRY_AFTER)
                        .exception());
    }

    /** A page that is found is shown, even if it takes too long to count how many there are. */
    private Uni<Response> listByPage(Exchange exchange, DeliveryQuery query, DeliveryFilter scope) {
        Paging paging = query.paging();
        DeliveryFilter filter = query.filter(scope);
        return log.list(filter, paging.pageSize(), paging.offset())
                .chain(items -> log.count(filter)
                        .onFailure(SearchTooLong.class)
                        .recoverWithNull()
                        .map(total -> Answers.page(exchange, paging, total, items, DeliveryAnswers::write)));
    }

    /** One more than is shown says whether there is more. */
    private Uni<Response> listByCursor(Exchange exchange, DeliveryQuery query, DeliveryFilter scope) {
        int limit = query.limit();
        return log.listBefore(query.filter(scope), limit + 1, cursors.read(query.cursor()))
                .map(found -> {
                    List<LoggedDelivery> items = found.subList(0, Math.min(limit, found.size()));
                    return DeliveryAnswers.cursored(
                            exchange, items, found.size() <= limit ? null : cursors.write(place(items.get(limit - 1))));
                });
    }

    private static DeliveryPlace place(LoggedDelivery delivery) {
        return new DeliveryPlace(delivery.eventId(), delivery.id());
    }

    private Uni<LoggedDelivery> find(DeliveryFilter scope, String id) {
        UUID known = Ids.parse(Ids.DELIVERY, id).orElseThrow(DeliveryWorker::notFound);
        return log.find(scope, known).map(found -> found.orElseThrow(DeliveryWorker::notFound));
    }

    private Uni<StoredJob> findJob(DeliveryFilter scope, String id) {
        UUID known = Ids.parse(Ids.JOB, id).orElseThrow(DeliveryWorker::notFound);
        return requests.find(scope, known).map(found -> found.orElseThrow(DeliveryWorker::notFound));
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
