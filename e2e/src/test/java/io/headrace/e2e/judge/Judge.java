package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;
import io.headrace.e2e.history.Run;
import io.headrace.e2e.history.RunFolder;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Start reading here: puts a run's facts in order and asks each rule. */
public final class Judge {
    private static final List<Rule> RULES = List.of(
            new NoLoss(),
            new ExactlyOnce(),
            new NoPhantom(),
            new Order(),
            new RealTime(),
            new State(),
            new Reads(),
            new Tenants(),
            new WebhooksComplete(),
            new WebhooksSound(),
            new DuplicatesBounded(),
            new Schedule(),
            new Liveness(),
            new Isolation(),
            new OrderedWebhooks());

    private Judge() {}

    /** Judges a run again from the folders that it left. */
    public static void main(String[] folders) {
        for (String folder : folders) {
            System.out.println(VerdictTable.markdown(judge(new RunFolder(Path.of(folder)).read())));
        }
    }

    public static Verdict judge(Run run) {
        Facts facts = Facts.of(run);
        return new Verdict(
                counts(facts), RULES.stream().map(rule -> finding(rule, facts)).toList());
    }

    private static Verdict.Finding finding(Rule rule, Facts facts) {
        Breaches breaches = new Breaches(rule.law());
        rule.judge(facts, breaches);
        return breaches.finding();
    }

    private static Verdict.Counts counts(Facts facts) {
        Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
        long webhooks = 0;
        for (Entry entry : facts.run().entries()) {
            if (entry instanceof Entry.Receipt) {
                webhooks++;
            } else if (entry instanceof Entry.Fault fault && fault.phase() == Entry.Phase.BEGIN) {
                faults.merge(fault.kind(), 1L, Long::sum);
            }
        }
        long acknowledged = facts.writes().stream().filter(Write::isAccepted).count();
        return new Verdict.Counts(acknowledged, facts.calls().size(), webhooks, faults);
    }
}
