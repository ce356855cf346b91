package io.headrace.bench.run.scenario;

import io.headrace.bench.load.LoadReport;
import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.rig.Generator;
import io.headrace.bench.run.rig.HeapGauge;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Measured;
import io.headrace.bench.run.rig.Rig;
import io.headrace.local.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The heaps under full load, and while Kafka takes nothing. The last scenario: it leaves a backlog. */
public final class MemoryAtLoad implements Scenario {
    private static final int SAMPLES = 30;
    private static final double SECONDS_WITHOUT_KAFKA = 45;
    private static final double SHARE_WARMING = 0.2;
    private static final int WEBHOOKS_PER_SECOND = 200;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        double seconds = pace.memoryMinutes() * 60;
        Requests requests = new Requests(rig);
        List<Finding> findings = new ArrayList<>();
        try (Generator second = rig.startGenerator("second-generator")) {
            Load callbacks = requests.write()
                    .header("X-Webhook-Callback", rig.receiver().url())
                    .rate(WEBHOOKS_PER_SECOND)
                    .seconds(seconds);
            CompletableFuture<LoadReport> webhooks = CompletableFuture.supplyAsync(() -> second.send(callbacks));
            String during = "full load for " + Math.round(pace.memoryMinutes() * 10) / 10.0 + " minutes";
            findings.addAll(watch(rig, requests.write().seconds(seconds), seconds, during));
            requireAccepted(webhooks.join());
        }
        rig.system().process("kafka").stop();
        try {
            double outage = Math.min(SECONDS_WITHOUT_KAFKA, seconds);
            findings.addAll(watch(rig, requests.write().seconds(outage), outage, "Kafka stopped, under load"));
        } finally {
            rig.system().process("kafka").start();
        }
        return findings;
    }

    /** What happens in the first fifth is growing up, not growing. */
    private static List<Finding> watch(Rig rig, Load load, double seconds, String during) {
        CompletableFuture<Measured> loading = CompletableFuture.supplyAsync(() -> rig.measure(load));
        Map<Service, List<HeapGauge.Memory>> samples = new EnumMap<>(Service.class);
        pause(seconds * SHARE_WARMING);
        double between = seconds * (1 - SHARE_WARMING) / SAMPLES;
        while (!loading.isDone()) {
            long begin = System.nanoTime();
            for (Service service : Service.values()) {
                samples.computeIfAbsent(service, first -> new ArrayList<>())
                        .add(HeapGauge.look(rig.system().process(service).pid()));
            }
            pause(between - (System.nanoTime() - begin) / 1e9);
        }
        Measured measured = loading.join();
        String answers = "under " + measured.report().statuses() + " answers, and "
                + measured.report().failed() + " requests without one";
        List<Finding> findings = new ArrayList<>();
        samples.forEach((service, seen) ->
                findings.addAll(new MemoryUse(service.wireName(), seen).findings(during, List.of(answers))));
        return findings;
    }

    private static void requireAccepted(LoadReport report) {
        if (!report.statuses().containsKey(Integer.toString(Requests.ACCEPTED))) {
            throw new IllegalStateException("no write with a callback was accepted: " + report.statuses());
        }
    }

    private static void pause(double seconds) {
        long until = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
