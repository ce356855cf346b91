package io.headrace.ingest.operate;

import io.headrace.contracts.Ids;
import io.headrace.store.operator.OperatorStore;

/** Adds an administrator, the first one or one more. */
final class CreateAdmin implements OperatorCommand {
    @Override
    public String name() {
        return "create-admin";
    }

    @Override
    public String options() {
        return ChosenPassword.OPTIONS;
    }

    @Override
    public String description() {
        return "add an administrator; without --password-stdin the password is made and shown once";
    }

    @Override
    public void run(CommandLine line, Surroundings surroundings) {
        ChosenPassword chosen = ChosenPassword.of(line, surroundings);
        try (OperatorStore store = surroundings.openStore()) {
            if (!store.createAdmin(Ids.create(), chosen.account(), chosen.hash())) {
                throw CommandProblem.of("there is an account " + chosen.account() + " already; nothing was changed");
            }
        }
        surroundings.say("administrator " + chosen.account() + " is there");
        chosen.show(surroundings);
    }
}
