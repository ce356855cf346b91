package io.headrace.e2e.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.Return;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * What mutants do in methods of the services. Never called: its byte code is copied to the beginning or the end of a
 * method, where it may give other values to arguments and results. The services' own types are not known here.
 */
final class MutantAdvice {
    private MutantAdvice() {}

    static final class CompleteFirst {
        @OnMethodExit
        static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.completeFirst(result);
        }
    }

    static final class ReadLater {
        @OnMethodExit
        static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.readLaterInFirstInstance(result);
        }
    }

    static final class WriteLater {
        @OnMethodExit
        static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.writeLaterInSecondInstance(result);
        }
    }

    static final class RememberPublisher {
        @OnMethodEnter
        static void enter(@Advice.This Object publisher) {
            MutantHook.remember(publisher);
        }
    }

    static final class PublishFirst {
        @OnMethodExit
        static void exit(
                @Argument(value = 1, typing = Typing.DYNAMIC) Object plan,
                @Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.publishFirst(plan, result);
        }
    }

    static final class Reverse {
        @OnMethodEnter
        static void enter(@Argument(value = 2, readOnly = false) List<?> batch) {
            batch = MutantHook.reversed(batch);
        }
    }

    static final class AcceptAtOnce {
        @OnMethodExit
        static void exit(@Advice.This Object handover) {
            MutantHook.acceptAtOnce(handover);
        }
    }

    static final class FindNothing {
        @OnMethodExit
        static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = null;
        }
    }

    static final class ReadOld {
        @OnMethodExit
        static void exit(@Argument(1) UUID id, @Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.oldEveryOtherTime(id, result);
        }
    }

    static final class OnceMore {
        @OnMethodExit
        static void exit(@Argument(0) int attempts, @Return(readOnly = false) Optional<?> wait) {
            if (attempts == 4) {
                wait = Optional.of(Duration.ofMillis(500));
            }
        }
    }

    static final class AddByte {
        @OnMethodEnter
        static void enter(@Argument(value = 1, readOnly = false) String text) {
            text = text + "\n";
        }
    }

    static final class RandomId {
        @OnMethodEnter
        static void enter(@Argument(value = 0, readOnly = false) UUID id) {
            id = new UUID(
                    id.getMostSignificantBits(), ThreadLocalRandom.current().nextLong());
        }
    }

    static final class Twice {
        @OnMethodExit
        static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object result) {
            result = MutantHook.twice(result);
        }
    }
}
