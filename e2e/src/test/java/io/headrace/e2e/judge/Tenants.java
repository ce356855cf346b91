package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Entry;
import java.util.Set;

/**
 * L8: no answer, webhook, log or export shows another owner's canary; who asks for another's record does not get it and
 * changes nothing; a webhook goes to its own owner's target. A write to another's record may be accepted, for the door
 * does not look, but it must not be applied.
 */
final class Tenants implements Rule {
    @Override
    public Law law() {
        return Law.L8;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        facts.calls().values().forEach(each -> answer(each, breaches));
        facts.operations().forEach(each -> operation(each, breaches));
        for (DeliveryStory each : facts.deliveries()) {
            if (each.operation() != null
                    && each.row().owner() != each.operation().row().owner()) {
                breaches.add(
                        "a delivery is of another owner than its operation",
                        each.operation().row(),
                        each.row());
            }
        }
        facts.receipts().values().forEach(list -> list.forEach(each -> receipt(each, breaches)));
        facts.run().leaks().forEach(leak -> breaches.add("a canary stands in the clear", leak));
    }

    private static void answer(Exchange each, Breaches breaches) {
        if (each.answer() == null) {
            return;
        }
        if (!isOnly(each.answer().canaries(), each.invoke().owner())) {
            breaches.add("an answer shows another owner's canary", each.entries());
        } else if (!each.isOwn()
                && each.isOk()
                && (each.invoke().kind() == CallKind.READ || each.toldVersion() != null)) {
            breaches.add("another owner's record was given", each.entries());
        }
    }

    private static void operation(Operation each, Breaches breaches) {
        if (each.isApplied() && each.call() != null && !each.call().isOwn()) {
            breaches.add("another owner's record was changed", each.entries());
        }
    }

    private static void receipt(Entry.Receipt each, Breaches breaches) {
        if (!isOnly(each.canaries(), each.owner())) {
            breaches.add("a webhook shows another owner's canary", each);
        }
    }

    private static boolean isOnly(Set<Integer> canaries, int owner) {
        return canaries.isEmpty() || canaries.size() == 1 && canaries.contains(owner);
    }
}
