package io.headrace.e2e.crash;

import io.headrace.e2e.Signatures;
import io.headrace.e2e.history.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All owners' receivers: they check each webhook as a collaborator would, write it down, and treat it as they please. */
final class Receivers implements AutoCloseable {
    /** One webhook in so many is looked up in PostgreSQL. */
    private static final int SAMPLE = 5;

    private final Owners owners;
    private final HistoryLog history;
    private final Tally tally;
    private final RowProbe rows;
    private final Receiver[] receivers;
    private final Set<Integer> hanging = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> instead = new AtomicReference<>();

    Receivers(Owners owners, HistoryLog history, Tally tally, RowProbe rows) {
        this.owners = owners;
        this.history = history;
        this.tally = tally;
        this.rows = rows;
        this.receivers = IntStream.range(0, owners.count())
                .mapToObj(number -> new Receiver(request -> receive(owners.get(number), request)))
                .toArray(Receiver[]::new);
    }

    int count() {
        return receivers.length;
    }

    String url(int owner) {
        return receivers[owner].url();
    }

    /** From now on this owner's receiver answers nobody. */
    void hang(int owner) {
        hanging.add(owner);
    }

    void recover(int owner) {
        hanging.remove(owner);
    }

    /** The next webhook is not answered; this is done instead, when it is there to the last byte. */
    void insteadOfAnswer(Runnable act) {
        instead.set(act);
    }

    /** Takes back what has not come to pass. */
    void answer() {
        instead.set(null);
    }

    @Override
    public void close() {
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }

    private Treatment receive(Owner owner, WebhookRequest request) {
        Runnable act = instead.getAndSet(null);
        if (act != null) {
            act.run();
        }
        int attempt = Integer.parseInt(request.header("headrace-attempt"));
        Target target = Target.of(request.path(), request.header("webhook-id"));
        Treatment treatment = act != null || hanging.contains(owner.number())
                ? Treatment.HANG
                : Treatment.of(target.behaviour(), attempt);
        write(owner, target, request, attempt, treatment);
        return treatment;
    }

    private void write(Owner owner, Target target, WebhookRequest request, int attempt, Treatment treatment) {
        String text = request.text();
        WebhookBody body = WebhookBody.of(text);
        boolean signed = Signatures.areValid(request::header, request.body(), secret(owner, target));
        Boolean visible = target.number() % SAMPLE == 0 ? rows.isVisible(body.operationId()) : null;
        Set<Integer> canaries = owners.canariesIn(text + request.headers());
        history.add(at -> new Entry.Receipt(
                at,
                owner.number(),
                request.path(),
                request.header("webhook-id"),
                attempt,
                treatment.status(),
                signed,
                visible,
                body.type(),
                body.operationId(),
                body.recordId(),
                body.version(),
                canaries));
        tally.received();
    }

    private static String secret(Owner owner, Target target) {
        Endpoint endpoint = owner.endpoints().get(target.endpoint());
        return target.subscription()
                ? Objects.requireNonNull(endpoint.subscription()).signingSecret()
                : endpoint.signingSecret();
    }
}
