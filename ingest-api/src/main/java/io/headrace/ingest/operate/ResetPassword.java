package io.headrace.ingest.operate;

import io.headrace.store.operator.OperatorStore;

/** Gives an account another password, and ends its sessions. */
final class ResetPassword implements OperatorCommand {
    @Override
    public String name() {
        return "reset-password";
    }

    @Override
    public String options() {
        return ChosenPassword.OPTIONS;
    }

    @Override
    public String description() {
        return "give any account another password and end its sessions";
    }

    @Override
    public void run(CommandLine line, Surroundings surroundings) {
        ChosenPassword chosen = ChosenPassword.of(line, surroundings);
        try (OperatorStore store = surroundings.openStore()) {
            if (!store.resetPassword(chosen.account(), chosen.hash())) {
                throw CommandProblem.of("there is no account " + chosen.account());
            }
        }
        surroundings.say("the password of " + chosen.account() + " is changed and its sessions have ended");
        chosen.show(surroundings);
    }
}
