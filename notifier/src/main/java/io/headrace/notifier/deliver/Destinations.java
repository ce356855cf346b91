package io.headrace.notifier.deliver;

import io.headrace.notifier.NotifierConfig;
import io.headrace.store.delivery.EndedAttempt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many attempts each destination may have at once, and how many leases, by how it answered lately. */
@Singleton
final class Destinations implements Allowance<String> {
    private static final int REMEMBERED = 1_000;
    private static final int MOST_HANGING = 500;

    private final int atOnce;
    private final Map<String, Pulse> pulses = lately(REMEMBERED);
    private final Map<String, Integer> hanging = lately(MOST_HANGING);

    @Inject
    Destinations(NotifierConfig config) {
        this(config.webhook().inFlightPerDestination());
    }

    Destinations(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("budget is " + atOnce + ": must be at least 1");
        }
        this.atOnce = atOnce;
    }

    synchronized void ended(EndedAttempt attempt) {
        String destination = attempt.delivery().destination();
        Pulse pulse = pulse(destination).after(attempt.duration(), attempt.failure());
        pulses.put(destination, pulse);
        if (pulse.hangs()) {
            hanging.put(destination, pulse.atOnce(atOnce));
        } else {
            hanging.remove(destination);
        }
    }

    /** What was leased ahead for it waited in vain. */
    synchronized void stalled(String destination) {
        pulses.computeIfPresent(destination, (same, pulse) -> pulse.stalled());
    }

    /** Attempts under way; the leases beyond those wait for one of them to end. */
    synchronized int atOnce(String destination) {
        return pulse(destination).atOnce(atOnce);
    }

    @Override
    public int each() {
        return atOnce;
    }

    @Override
    public synchronized int of(String destination) {
        Pulse pulse = pulse(destination);
        return pulse.atOnce(atOnce) + pulse.ahead(atOnce);
    }

    @Override
    public synchronized Map<String, Integer> restrained() {
        return new HashMap<>(hanging);
    }

    private Pulse pulse(String destination) {
        return pulses.getOrDefault(destination, Pulse.UNKNOWN);
    }

    /** So many of those that were spoken of last. */
    private static <V> Map<String, V> lately(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
