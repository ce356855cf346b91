package io.headrace.e2e.agent;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;

/** Turns a crash point's place into the call of the hook that is put there. */
final class CrashEdits {
    private CrashEdits() {}

    static Edit of(Place place) {
        AsmVisitorWrapper change = Advice.withCustomMapping()
                .bind(Point.class, place.point().wireName())
                .bind(SinceMark.class, place.sinceMark().toMillis())
                .to(advice(place.moment()))
                .on(Edit.named(place.method()));
        return new Edit("crash point " + place.point().wireName(), place.type(), place.method(), change);
    }

    private static Class<?> advice(Place.Moment moment) {
        return switch (moment) {
            case ENTER -> Enter.class;
            case RETURN -> Return.class;
            case MARK -> Mark.class;
            case ENTER_AFTER_MARK -> EnterAfterMark.class;
            case RETURN_AFTER_MARK -> ReturnAfterMark.class;
        };
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface SinceMark {}

    // What follows is never called: its byte code is copied into the services' methods.

    static final class Enter {
        @Advice.OnMethodEnter
        static void enter(@Point String point) {
            CrashHook.reach(point);
        }
    }

    static final class Return {
        @Advice.OnMethodExit
        static void exit(@Point String point) {
            CrashHook.reach(point);
        }
    }

    static final class Mark {
        @Advice.OnMethodExit
        static void exit(@Point String point) {
            CrashHook.mark(point);
        }
    }

    static final class EnterAfterMark {
        @Advice.OnMethodEnter
        static void enter(@Point String point, @SinceMark long millis) {
            CrashHook.reachAfterMark(point, millis);
        }
    }

    static final class ReturnAfterMark {
        @Advice.OnMethodExit
        static void exit(@Point String point, @SinceMark long millis) {
            CrashHook.reachAfterMark(point, millis);
        }
    }
}
