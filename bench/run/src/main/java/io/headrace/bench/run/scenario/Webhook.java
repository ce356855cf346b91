package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.Answers;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Receiver;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the 202 until the webhook is at its receiver. */
public final class Webhook implements Scenario {
    private static final int FULL_RATE = 500;
    private static final int LOW_RATE = 100;
    private static final double GOAL_MILLIS = 250;

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        round(rig, pace, FULL_RATE, new Rounds(Requests.ACCEPTED));
        List<Finding> findings = new ArrayList<>(atRate(rig, pace, FULL_RATE, new Goal.AtMost(GOAL_MILLIS)));
        findings.addAll(atRate(rig, pace, LOW_RATE, new Goal.None()));
        return findings;
    }

    private List<Finding> atRate(Rig rig, Pace pace, int rate, Goal goal) {
        Rounds rounds = new Rounds(Requests.ACCEPTED);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Object> distributions = new ArrayList<>();
        for (int i = 0; i < pace.pairs(); i++) {
            Round round = round(rig, pace, rate, rounds);
            p50.add(round.since202().p50Millis());
            p99.add(round.since202().p99Millis());
            distributions.add(Map.of(
                    "since202", round.since202().members(),
                    "sinceIntendedSend", round.sinceIntended().members()));
        }
        List<String> notes = new ArrayList<>(rounds.complaints("the system"));
        Map<String, Object> details = new LinkedHashMap<>(rounds.details());
        details.put("distributions", distributions);
        String what = "202 to webhook received at " + rate + "/s, ";
        return List.of(
                new Finding(name(), what + "p99", "ms", new Series(p99), Optional.empty(), goal, notes, details),
                new Finding(
                        name(),
                        what + "median",
                        "ms",
                        new Series(p50),
                        Optional.empty(),
                        new Goal.None(),
                        List.of(),
                        Map.of()));
    }

    private record Round(Distribution since202, Distribution sinceIntended) {}

    private static Round round(Rig rig, Pace pace, int rate, Rounds rounds) {
        Receiver receiver = rig.receiver();
        receiver.forget();
        Load load = new Requests(rig)
                .write()
                .header("X-Webhook-Callback", receiver.timedUrl())
                .rate(rate)
                .seconds(pace.seconds())
                .answers(rig.file("answers.txt"));
        rounds.add(rig.measure(load));
        rig.awaitIdle();
        Map<String, Long> received = receiver.received().nanos();
        List<Long> since202 = new ArrayList<>();
        List<Long> sinceIntended = new ArrayList<>();
        List<Answers.Accepted> accepted = Answers.accepted(rig.file("answers.txt"));
        for (Answers.Accepted write : accepted) {
            Long at = received.get(write.operationId());
            if (at != null) {
                since202.add(at - write.answeredNanos());
                sinceIntended.add(at - write.intendedNanos());
            }
        }
        if (since202.size() < accepted.size()) {
            throw new IllegalStateException((accepted.size() - since202.size()) + " webhooks did not come");
        }
        return new Round(Distribution.ofNanos(since202), Distribution.ofNanos(sinceIntended));
    }
}
