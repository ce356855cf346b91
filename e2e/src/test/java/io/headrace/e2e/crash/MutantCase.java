package io.headrace.e2e.crash;

import io.headrace.e2e.agent.Mutant;
import io.headrace.e2e.judge.Law;

/**
 * How a mutant is found out.
 *
 * @param law that it must break; that it would break if nothing stood behind it, where something does
 * @param script that makes it show, and that the system as it is must stand
 * @param leavesWork whether something is left undone then, for which it is vain to wait
 */
record MutantCase(Law law, MutantLab.Script script, boolean leavesWork) {
    MutantCase(Law law, MutantLab.Script script) {
        this(law, script, false);
    }

    static MutantCase of(Mutant mutant) {
        return switch (mutant) {
            case OFFSET_FIRST -> new MutantCase(Law.L9, MutantScripts::killBeforeTheEvent);
            case POSITION_UNGUARDED -> new MutantCase(Law.L6, MutantScripts::readByTwoGroups);
            case COMMANDS_REPEATED -> new MutantCase(Law.L6, MutantScripts::killBeforeTheEvent);
            case NO_TOMBSTONE -> new MutantCase(Law.L6, MutantScripts::delete);
            case EVENT_BEFORE_COMMIT, OTHER_BYTES_SIGNED -> new MutantCase(Law.L10, MutantScripts::createMany);
            case BATCH_REVERSED -> new MutantCase(Law.L4, MutantScripts::writeWhileTheProcessorIsStopped);
            case ANSWER_BEFORE_ACK -> new MutantCase(Law.L1, MutantScripts::killWhileKafkaIsSilent);
            case OWNER_IGNORED, OWNER_FILTER_IGNORED -> new MutantCase(Law.L8, MutantScripts::readAnothersRecord);
            case KEY_IGNORED -> new MutantCase(Law.L2, MutantScripts::repeat);
            case IF_MATCH_IGNORED -> new MutantCase(Law.L6, MutantScripts::replaceAnOldVersion);
            case STALE_READS -> new MutantCase(Law.L7, MutantScripts::readAndReplace);
            case HOST_CLOCK, RETRY_TOO_MANY -> new MutantCase(Law.L12, MutantScripts::tellWhoFails);
            case LEASE_UNFENCED -> new MutantCase(Law.L9, MutantScripts::takeTheLeaseAway, true);
            case LEASES_KEPT -> new MutantCase(Law.L13, MutantScripts::killAfterTheLease, true);
            case DELIVERY_ID_RANDOM -> new MutantCase(Law.L9, MutantScripts::killAfterTheEvent);
            case LINE_IGNORED -> new MutantCase(Law.L15, MutantScripts::replaceTwiceWhileTheFirstIsNotAnswered);
            case SENT_TWICE -> new MutantCase(Law.L11, MutantScripts::createMany);
        };
    }
}
