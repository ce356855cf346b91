package io.headrace.ingest.operate;

import io.headrace.contracts.KeyPeppers;
import io.headrace.store.operator.OperatorStore;
import java.util.List;

/** Says which keys still need an older pepper. Only a key's own secret, when it is used, can move it to another one. */
final class RotatePepper implements OperatorCommand {
    private static final int MAX_LISTED = 10_000;

    @Override
    public String name() {
        return "rotate-pepper";
    }

    @Override
    public String options() {
        return "";
    }

    @Override
    public String description() {
        return "say which API keys were not used yet since a new pepper was put in front of HEADRACE_KEY_PEPPER";
    }

    @Override
    public void run(CommandLine line, Surroundings surroundings) {
        line.allow();
        KeyPeppers peppers = peppers(surroundings);
        if (!peppers.isRotating()) {
            throw CommandProblem.of("HEADRACE_KEY_PEPPER has one pepper: put a new one in front, new,old");
        }
        try (OperatorStore store = surroundings.openStore()) {
            report(store.keysNotUnder(peppers.newestId()), surroundings);
        }
    }

    private static void report(List<String> keys, Surroundings surroundings) {
        keys.stream().limit(MAX_LISTED).forEach(surroundings::say);
        if (!keys.isEmpty()) {
            throw CommandProblem.of(keys.size() + " keys need an older pepper until they are used, rotated or revoked"
                    + (keys.size() > MAX_LISTED ? "; the first " + MAX_LISTED + " are listed" : ""));
        }
        surroundings.say("no key that may be used needs an older pepper: it can be taken away");
    }

    private static KeyPeppers peppers(Surroundings surroundings) {
        try {
            return KeyPeppers.of(surroundings.setting("HEADRACE_KEY_PEPPER"));
        } catch (IllegalArgumentException e) {
            throw CommandProblem.of("HEADRACE_KEY_PEPPER " + e.getMessage());
        }
    }
}
