package io.headrace.e2e.crash;

import static io.headrace.e2e.history.CallKind.CREATE;
import static io.headrace.e2e.history.CallKind.DELETE;
import static io.headrace.e2e.history.CallKind.READ;
import static io.headrace.e2e.history.CallKind.REPLACE;

import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.history.FaultKind;
import io.headrace.local.LocalSystem;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Short workloads with one fault each, or none. */
final class MutantScripts {
    /** A webhook in five is looked up in PostgreSQL. */
    private static final int MANY = 12;

    private static final int WRITES_OF_A_RECORD = 30;
    /** How often two groups read side by side, unless they came into each other's way before. */
    private static final int ROUNDS = 3;

    /** So that the writes come in many batches, whoever reads them. */
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(50);

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final String PROCESSOR = Service.PROCESSOR.wireName();
    private static final String INGEST = Service.INGEST_API.wireName();
    private static final String FIRST_GROUP = "headrace-processor";
    private static final String SECOND_GROUP = "headrace-processor-2";

    private MutantScripts() {}

    /** All of them, each once. */
    static List<MutantLab.Script> all() {
        return List.of(
                MutantScripts::createMany,
                MutantScripts::delete,
                MutantScripts::readAnothersRecord,
                MutantScripts::repeat,
                MutantScripts::replaceAnOldVersion,
                MutantScripts::readAndReplace,
                MutantScripts::tellWhoFails,
                MutantScripts::replaceTwiceWhileTheFirstIsNotAnswered,
                MutantScripts::takeTheLeaseAway,
                MutantScripts::killAfterTheLease,
                MutantScripts::killBeforeTheEvent,
                MutantScripts::killAfterTheEvent,
                MutantScripts::writeWhileTheProcessorIsStopped,
                MutantScripts::readByTwoGroups,
                MutantScripts::killWhileKafkaIsSilent);
    }

    static void createMany(Trial trial) {
        trial.createAndWait();
        for (int i = 0; i < MANY; i++) {
            trial.ask(trial.request(trial.scope(), CREATE, null));
        }
    }

    static void delete(Trial trial) {
        String id = trial.createAndWait();
        trial.ask(trial.request(trial.scope(), DELETE, id).waiting());
    }

    static void readAnothersRecord(Trial trial) {
        String id = trial.createAndWait();
        trial.ask(trial.request(trial.scope(1), READ, id).ofRecordOf(0));
    }

    static void repeat(Trial trial) {
        Ask create = trial.request(trial.scope(), CREATE, null).keyed();
        trial.ask(create);
        trial.askAgain(create);
    }

    static void replaceAnOldVersion(Trial trial) {
        String id = trial.createAndWait();
        trial.ask(trial.replace(id).waiting());
        trial.ask(trial.replace(id).ifVersion(1));
    }

    static void readAndReplace(Trial trial) {
        String id = trial.createAndWait();
        for (int i = 0; i < 2; i++) {
            trial.ask(trial.replace(id).waiting());
            trial.ask(trial.request(trial.scope(), READ, id));
            trial.ask(trial.request(trial.scope(), READ, id));
        }
    }

    static void tellWhoFails(Trial trial) {
        trial.ask(trial.request(trial.scope(), CREATE, null).toldTo(Behaviour.BROKEN));
        trial.ask(trial.request(trial.scope(), CREATE, null).toldTo(Behaviour.FLAKY));
    }

    static void replaceTwiceWhileTheFirstIsNotAnswered(Trial trial) throws Exception {
        String id = trial.createAndWait(trial.subscribed());
        trial.awaitQuiet();
        trial.fault(FaultKind.HOSTILE_TARGET, "target", "hangs", () -> {
            trial.receivers().hang(0);
            trial.ask(trial.request(trial.subscribed(), REPLACE, id).waiting());
            Pause.of(MOMENT);
            trial.receivers().recover(0);
        });
        trial.ask(trial.request(trial.subscribed(), REPLACE, id).waiting());
    }

    /** As another instance takes it whose holder was frozen for longer than the lease. */
    static void takeTheLeaseAway(Trial trial) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        trial.receivers().insteadOfAnswer(() -> {
            trial.lab().database().takeLeasesAway();
            taken.countDown();
        });
        trial.fault(FaultKind.PAUSE, Service.NOTIFIER.wireName(), "past its lease", () -> {
            trial.ask(trial.request(trial.scope(), CREATE, null));
            taken.await(MutantLab.WEBHOOK_TIMEOUT.toSeconds() * 5, TimeUnit.SECONDS);
            Pause.of(MutantLab.WEBHOOK_TIMEOUT.plus(MOMENT));
        });
    }

    static void killAfterTheLease(Trial trial) throws Exception {
        trial.crashAt(CrashPoint.NOTIFIER_AFTER_LEASE, () -> trial.ask(trial.request(trial.scope(), CREATE, null)));
    }

    static void killBeforeTheEvent(Trial trial) throws Exception {
        String id = trial.createAndWait();
        trial.awaitQuiet(); // or its own event is the one that the kill is before
        trial.crashAt(CrashPoint.PROCESSOR_AFTER_COMMIT_BEFORE_EVENT, () -> trial.ask(trial.replace(id)));
    }

    static void killAfterTheEvent(Trial trial) throws Exception {
        String id = trial.createAndWait();
        trial.awaitQuiet();
        trial.crashAt(CrashPoint.PROCESSOR_AFTER_EVENT_BEFORE_OFFSET_COMMIT, () -> trial.ask(trial.replace(id)));
    }

    static void writeWhileTheProcessorIsStopped(Trial trial) throws Exception {
        String id = trial.createAndWait();
        trial.fault(FaultKind.RESTART, PROCESSOR, "", () -> {
            trial.lab().local().stop(PROCESSOR);
            for (int i = 0; i < 3; i++) {
                trial.ask(trial.replace(id));
            }
        });
    }

    /** As two of an owner's systems would that were both told to be the only one. */
    static void readByTwoGroups(Trial trial) throws Exception {
        String id = trial.createAndWait();
        trial.fault(FaultKind.SCALE, PROCESSOR, "one more, in a group of its own", () -> {
            SupervisedProcess second = trial.lab()
                    .grow(
                            Service.PROCESSOR,
                            "processor-2",
                            Map.of("MP_MESSAGING_INCOMING_COMMANDS_GROUP_ID", SECOND_GROUP));
            trial.awaitReadBy(SECOND_GROUP);
            long version = 1;
            for (int round = 0; round < ROUNDS && version == 1 + (long) round * WRITES_OF_A_RECORD; round++) {
                version = writeOften(trial, id);
            }
            second.stop();
        });
    }

    /** The record's version when both groups have read every write. */
    private static long writeOften(Trial trial, String id) {
        for (int i = 0; i < WRITES_OF_A_RECORD; i++) {
            trial.ask(trial.replace(id));
            Pause.of(BETWEEN_WRITES);
        }
        trial.awaitReadBy(FIRST_GROUP);
        trial.awaitReadBy(SECOND_GROUP);
        return Objects.requireNonNull(
                trial.ask(trial.request(trial.scope(), READ, id)).version());
    }

    /** What was on its way to Kafka is lost with its connection; nothing but the write itself shall be. */
    static void killWhileKafkaIsSilent(Trial trial) throws Exception {
        LocalSystem local = trial.lab().local();
        trial.createAndWait();
        trial.awaitQuiet();
        trial.fault(FaultKind.KILL, INGEST, "while Kafka is silent", () -> {
            trial.lab().wires().kafka().pause();
            CompletableFuture<Reply> asked =
                    CompletableFuture.supplyAsync(() -> trial.ask(trial.request(trial.scope(), CREATE, null)));
            Pause.of(MOMENT);
            local.process(INGEST).kill();
            asked.join();
            trial.lab().wires().kafka().cutAll();
            trial.lab().wires().kafka().resume();
        });
    }
}
