package io.headrace.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crash points in small processes of their own, which reach one point a few times and then end well. */
class CrashPointsTest {
    private static final CrashPoint POINT = CrashPoint.PROCESSOR_AFTER_POLL;
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private CrashPoints points;

    @BeforeEach
    void listen() {
        points = new CrashPoints(folder.resolve("control"));
    }

    /** The main program: reaches the point so many times. */
    static final class Victim {
        public static void main(String[] arguments) {
            CrashHook.listenTo(new ControlFolder(Path.of(arguments[0])));
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                CrashHook.reach(POINT.wireName());
                System.out.println("passed");
            }
        }
    }

    /** Another one: marks, then reaches. */
    static final class MarkedVictim {
        public static void main(String[] arguments) {
            CrashHook.listenTo(new ControlFolder(Path.of(arguments[0])));
            CrashHook.reachAfterMark(POINT.wireName(), 0);
            System.out.println("passed");
            CrashHook.mark(POINT.wireName());
            CrashHook.reachAfterMark(POINT.wireName(), 60_000);
            System.out.println("passed");
            CrashHook.reachAfterMark(POINT.wireName(), 0);
            System.out.println("passed");
        }
    }

    private record Ended(int exitCode, long passed) {}

    @Test
    void nobody_dies_at_a_point_that_is_not_armed() throws Exception {
        assertThat(run(Victim.class, 3)).isEqualTo(new Ended(0, 3));
        assertThat(points.fired(POINT)).isZero();
    }

    @Test
    void an_armed_point_kills_once_and_skips_first_what_it_was_told_to() throws Exception {
        points.arm(POINT, 2);

        assertThat(run(Victim.class, 5)).isEqualTo(new Ended(KILLED, 2));
        assertThat(points.isArmed(POINT)).isFalse();
        assertThat(points.fired(POINT)).isEqualTo(1);
        assertThat(run(Victim.class, 5)).isEqualTo(new Ended(0, 5));
    }

    @Test
    void what_was_armed_and_not_reached_stays_armed_for_the_next_process() throws Exception {
        points.arm(POINT, 1);

        assertThat(run(Victim.class, 1).exitCode()).isZero();
        assertThat(points.isArmed(POINT)).isTrue();
        assertThat(run(Victim.class, 2)).isEqualTo(new Ended(KILLED, 1));
    }

    @Test
    void every_arming_is_counted() throws Exception {
        for (int i = 0; i < 2; i++) {
            points.arm(POINT, 0);
            run(Victim.class, 1);
        }

        assertThat(points.fired(POINT)).isEqualTo(2);
    }

    @Test
    void what_is_disarmed_in_time_kills_nobody() throws Exception {
        points.arm(POINT, 0);

        assertThat(points.disarm(POINT)).isTrue();
        assertThat(points.disarm(POINT)).isFalse();
        assertThat(run(Victim.class, 1).exitCode()).isZero();
    }

    @Test
    void a_point_in_two_halves_is_reached_only_after_its_mark() throws Exception {
        points.arm(POINT, 0);

        assertThat(run(MarkedVictim.class, 1)).isEqualTo(new Ended(KILLED, 2));
    }

    private Ended run(Class<?> victim, int times) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", JavaCommand.ownClassPath(), victim.getName()));
        command.addAll(List.of(folder.resolve("control").toString(), Integer.toString(times)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long passed = process.inputReader().lines().count();
        return new Ended(process.waitFor(), passed);
    }
}
