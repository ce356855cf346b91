package io.headrace.bench.run.rig;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Adds up the processor time that each process uses while something is measured. */
public final class CpuUse {
    private final CpuMeter meter;
    private final Map<String, Double> seconds = new TreeMap<>();

    CpuUse(CpuMeter meter) {
        this.meter = meter;
    }

    public <T> T during(Supplier<T> measured) {
        Map<String, Double> before = meter.read();
        T result = measured.get();
        CpuMeter.between(before, meter.read()).forEach((name, used) -> seconds.merge(name, used, Double::sum));
        return result;
    }

    public Map<String, Double> microsPer(long items) {
        Map<String, Double> micros = new TreeMap<>();
        seconds.forEach((name, used) -> micros.put(name, Math.round(used * 1e7 / Math.max(1, items)) / 10.0));
        return micros;
    }
}
