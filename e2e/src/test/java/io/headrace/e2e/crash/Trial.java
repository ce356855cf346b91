package io.headrace.e2e.crash;

import io.headrace.backends.Patience;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Topics;
import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Calls;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;
import io.headrace.e2e.history.HistoryFile;
import io.headrace.e2e.history.Run;
import io.headrace.e2e.history.RunFolder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A short run with owners and a history of its own, in a system that others have used before. */
final class Trial implements AutoCloseable {
    private static final int OWNERS = 2;
    private static final int MOST_TRIES = 10;
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What such a mutant leaves undone it never does. */
    private static final Duration PATIENCE_IN_VAIN = Duration.ofSeconds(8);

    private final MutantLab lab;
    private final Calls calls;
    private final Owners owners;
    private final RunFolder folder;
    private final HistoryLog history;
    private final RowProbe rows;
    private final Receivers receivers;
    private final Kafka kafka;
    private final StrainWatch strain;
    private final Asker asker;
    private final Set<Place> records = new LinkedHashSet<>();

    private record Place(Scope scope, String id) {}

    Trial(MutantLab lab, String name) throws Exception {
        this.lab = lab;
        this.calls = new Calls(name);
        this.owners = Owners.create(name, OWNERS);
        this.folder = new RunFolder(Files.createDirectories(lab.folder(name)));
        this.history = new HistoryLog(folder.history());
        this.rows = new RowProbe(lab.database().address());
        Tally tally = new Tally();
        this.receivers = new Receivers(owners, history, tally, rows);
        this.strain = new StrainWatch(history);
        this.kafka = new Kafka(lab.local().bootstrapServers());
        Api api = new Api(() -> List.of(lab.local().baseUrl()), owners, receivers::url);
        this.asker = new Asker(new Asker.World(calls, new AtomicLong(), api, history, tally), 0);
        lab.database().add(owners, lab.local().secrets(), receivers::url);
        lab.database().cancelDeliveries();
    }

    MutantLab lab() {
        return lab;
    }

    Kafka kafka() {
        return kafka;
    }

    Receivers receivers() {
        return receivers;
    }

    /** Waits until nothing is left to do; what is left when the patience is over. */
    List<String> awaitQuiet() throws Exception {
        return awaitQuiet(PATIENCE);
    }

    /** @param inVain whether something will be left undone for ever */
    Run run(MutantLab.Script script, boolean inVain) throws Exception {
        strain.start();
        script.play(this);
        List<String> leftovers = awaitQuiet(inVain ? PATIENCE_IN_VAIN : PATIENCE);
        if (leftovers.isEmpty()) {
            history.add(Entry.Quiet::new);
        }
        records.forEach(place -> ask(request(place.scope(), CallKind.READ, place.id())));
        history.close();
        Dump dump = own(new Dumper(lab.database(), owners).dump());
        Run run = new Run(
                calls, OWNERS, MutantLab.SCHEDULE, HistoryFile.read(folder.history()), dump, leftovers, List.of());
        folder.write(run);
        return run;
    }

    /** The first owner's key to live data. */
    Scope scope() {
        return scope(0);
    }

    /** The same owner's, where a subscription hears of each write in order. */
    Scope subscribed() {
        return new Scope(owners.get(0), Owner.SUBSCRIBED, Environment.LIVE);
    }

    Scope scope(int owner) {
        return new Scope(owners.get(owner), 0, Environment.LIVE);
    }

    /** Accepted and applied, however often it has to be asked for; its id. */
    String createAndWait() {
        return createAndWait(scope());
    }

    String createAndWait(Scope scope) {
        Reply reply = Reply.NONE;
        for (int i = 0; i < MOST_TRIES && reply.recordId() == null; i++) {
            reply = ask(request(scope, CallKind.CREATE, null).waiting());
        }
        String id = Objects.requireNonNull(reply.recordId(), "nothing is accepted");
        records.add(new Place(scope, id));
        if (reply.version() == null) {
            Patience.until(REACHED_WITHIN, () -> isThere(scope, id), id + " is not applied");
        }
        return id;
    }

    Ask request(Scope scope, CallKind kind, @Nullable String recordId) {
        return new Ask(asker.nextCall(), scope, kind, recordId);
    }

    Ask replace(String id) {
        return request(scope(), CallKind.REPLACE, id);
    }

    Reply ask(Ask ask) {
        return asker.ask(ask.call(), ask.request());
    }

    /** Again, as a client does that has not understood the answer. */
    Reply askAgain(Ask ask) {
        return asker.ask(asker.nextCall(), ask.request());
    }

    /** Written down from its begin to the recovery from it. */
    void fault(FaultKind kind, String process, String detail, Ordeal.Act act) throws Exception {
        history.add(at -> new Entry.Fault(at, Entry.Phase.BEGIN, kind, process, detail));
        act.run();
        lab.awaitAllUp();
        history.add(at -> new Entry.Fault(at, Entry.Phase.END, kind, process, detail));
    }

    /** The process dies at this point, which the act makes it reach. */
    void crashAt(CrashPoint point, Runnable act) throws Exception {
        fault(FaultKind.CRASH_POINT, point.process(), point.wireName(), () -> {
            int before = lab.points().fired(point);
            lab.points().arm(point, 0);
            act.run();
            Patience.until(
                    REACHED_WITHIN, () -> lab.points().fired(point) > before, point.wireName() + " is not reached");
        });
    }

    /** Until a group has read all commands. */
    void awaitReadBy(String group) {
        Patience.until(REACHED_WITHIN, () -> isReadBy(group), group + " does not come to the end");
    }

    @Override
    public void close() {
        strain.close();
        receivers.close();
        rows.close();
        history.close();
    }

    private List<String> awaitQuiet(Duration patience) throws Exception {
        return new Quiescence(lab.database(), kafka, patience).await();
    }

    private boolean isThere(Scope scope, String id) {
        return ask(request(scope, CallKind.READ, id)).version() != null;
    }

    private boolean isReadBy(String group) {
        try {
            return kafka.unread(group, Topics.COMMANDS).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without what earlier trials have left. */
    private static Dump own(Dump all) {
        List<Dump.DeliveryRow> deliveries =
                all.deliveries().stream().filter(row -> row.owner() >= 0).toList();
        Set<String> ids = deliveries.stream().map(Dump.DeliveryRow::id).collect(Collectors.toSet());
        return new Dump(
                all.operations().stream().filter(row -> row.owner() >= 0).toList(),
                all.records().stream().filter(row -> row.owner() >= 0).toList(),
                deliveries,
                all.attempts().stream()
                        .filter(row -> ids.contains(row.deliveryId()))
                        .toList());
    }
}
