package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.CommandFeed;
import io.headrace.bench.run.rig.CpuUse;
import io.headrace.bench.run.rig.Poster;
import io.headrace.bench.run.rig.Receiver;
import io.headrace.bench.run.rig.Rig;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Working off deliveries to fast receivers, one or many, beside the same client without any of our bookkeeping. */
public final class Deliver implements Scenario {
    private static final double GOAL = 0.4;

    /** What the notifier allows itself to one destination. */
    private static final int AT_ONCE = 32;

    private static final int SHARE_OF_WARM_UP = 4;

    private final String receivers;
    private final Function<Receiver, List<String>> urls;

    private Deliver(String receivers, Function<Receiver, List<String>> urls) {
        this.receivers = receivers;
        this.urls = urls;
    }

    public static Deliver toOne() {
        return new Deliver("one receiver", receiver -> List.of(receiver.url()));
    }

    /** Each on a port of its own, so that what is at once to one destination limits nothing. */
    public static Deliver toAHundred() {
        return new Deliver("100 receivers", Receiver::manyUrls);
    }

    @Override
    public String name() {
        return "deliver";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        CpuUse cpu = rig.cpuUse();
        int number = pace.backlog() / 10;
        try (CommandFeed feed = CommandFeed.open(rig);
                Poster poster = rig.startPoster()) {
            Warmth.reach(pace, () -> deliver(rig, feed, number / SHARE_OF_WARM_UP));
            Warmth.reach(pace, () -> post(rig, poster, number / SHARE_OF_WARM_UP));
            for (int i = 0; i < pace.pairs(); i++) {
                ours.add(cpu.during(() -> deliver(rig, feed, number)));
                bare.add(post(rig, poster, number));
            }
        }
        return List.of(new Finding(
                name(),
                "deliver, logged deliveries to " + receivers,
                "deliveries/s",
                new Series(ours),
                Optional.of(new Finding.Beside("the bare client", new Series(bare))),
                new Goal.ShareAtLeast(GOAL),
                List.of(number
                        + " events wait when the notifier goes on; planning their deliveries is part of the time"),
                Map.of("cpuMicrosPerDelivery", cpu.microsPer((long) number * pace.pairs()))));
    }

    /** Of its receipts, from the first to the last: what the notifier takes to get going is not counted. */
    private double deliver(Rig rig, CommandFeed feed, int number) {
        Receiver receiver = rig.receiver();
        receiver.forget();
        SupervisedProcess notifier = rig.system().process(Service.NOTIFIER);
        notifier.pause();
        try {
            byte[] body = Requests.body().getBytes(StandardCharsets.UTF_8);
            feed.queue(number, body, urls.apply(receiver));
            rig.awaitApplied();
        } finally {
            notifier.resume();
        }
        rig.awaitIdle();
        Receiver.Received received = receiver.received();
        if (received.count() != number) {
            throw new IllegalStateException(received.count() + " webhooks of " + number + " came");
        }
        return received.perSecond();
    }

    private double post(Rig rig, Poster poster, int number) {
        Receiver receiver = rig.receiver();
        receiver.forget();
        String body = rig.database()
                .texts("SELECT body FROM event ORDER BY id DESC LIMIT 1")
                .get(0);
        poster.post(urls.apply(receiver), number, AT_ONCE, body);
        return receiver.received().perSecond();
    }
}
