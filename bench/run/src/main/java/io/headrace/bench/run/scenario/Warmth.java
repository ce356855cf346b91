package io.headrace.bench.run.scenario;

import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Repeats a load until it gets no faster: the compilers of all JVMs share two cores with the work itself. */
public final class Warmth {
    /** Flat: the mean of the last rounds is this little above that of the rounds before them. */
    private static final double STILL_RISING = 1.03;

    private static final int ROUNDS_COMPARED = 3;

    private Warmth() {}

    /** Before the first scenario: writes, with all that is behind them. What each round gave, in requests a second. */
    public static List<Double> ofWrites(Rig rig, Pace pace) {
        return of(rig, pace.fromCold(), Requests.ACCEPTED, new Requests(rig).write(), rig::awaitIdle);
    }

    static List<Double> of(Rig rig, Pace pace, int status, Load load, Runnable rest) {
        Load round = load.seconds(pace.warmUpSeconds());
        return reach(pace, () -> {
            double rate = rig.measure(round).perSecond(status);
            rest.run();
            return rate;
        });
    }

    /** What each round gave. */
    static List<Double> reach(Pace pace, DoubleSupplier round) {
        List<Double> rates = new ArrayList<>();
        while (rates.size() < pace.leastWarmUpRounds() || rises(rates) && rates.size() < pace.mostWarmUpRounds()) {
            rates.add(round.getAsDouble());
        }
        return rates;
    }

    static boolean rises(List<Double> rates) {
        int size = rates.size();
        if (size < 2 * ROUNDS_COMPARED) {
            return true;
        }
        double last = mean(rates.subList(size - ROUNDS_COMPARED, size));
        double before = mean(rates.subList(size - 2 * ROUNDS_COMPARED, size - ROUNDS_COMPARED));
        return last > before * STILL_RISING;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
