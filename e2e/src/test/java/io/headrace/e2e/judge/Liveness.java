package io.headrace.e2e.judge;

/** L13: after the last fault all that was accepted is done. */
final class Liveness implements Rule {
    @Override
    public Law law() {
        return Law.L13;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        facts.run().leftovers().forEach(leftover -> breaches.add("something was never done", leftover));
    }
}
