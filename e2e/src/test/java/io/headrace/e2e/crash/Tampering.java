package io.headrace.e2e.crash;

import io.headrace.contracts.Topics;
import io.headrace.e2e.history.FaultKind;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.util.Random;

/** What is done to Kafka's log and to what the groups know of it. */
final class Tampering {
    private static final int MOST_STEPS_BACK = 1_000;

    private final CrashSystem system;
    private final Kafka kafka;
    private final Random random;

    Tampering(CrashSystem system, Kafka kafka, Random random) {
        this.system = system;
        this.kafka = kafka;
        this.random = random;
    }

    Ordeal setOffsetsBack(Service service) {
        String group = "headrace-" + service.wireName();
        int steps = 1 + random.nextInt(MOST_STEPS_BACK);
        return new Ordeal(FaultKind.OFFSET_RESET, service.wireName(), steps + " back", () -> {
            SupervisedProcess process = system.process(service.wireName());
            process.stop();
            kafka.moveOffsets(group, offset -> Math.max(0, offset - steps));
            process.start();
        });
    }

    Ordeal poison() {
        return new Ordeal(
                FaultKind.POISON,
                "kafka-log",
                Topics.COMMANDS + " and " + Topics.EVENTS,
                () -> kafka.write(Poison.any(random)));
    }
}
