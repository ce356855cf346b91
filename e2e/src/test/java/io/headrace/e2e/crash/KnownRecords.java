package io.headrace.e2e.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The records that the clients of one owner work on: few enough that they meet at the same ones, and a handful that are
 * asked for again and again.
 */
final class KnownRecords {
    private static final int MOST = 80;
    private static final int HOT = 4;

    private final List<KnownRecord> all = new ArrayList<>();

    synchronized Optional<KnownRecord> any(Random random) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int among = random.nextInt(5) == 0 ? Math.min(HOT, all.size()) : all.size();
        return Optional.of(all.get(random.nextInt(among)));
    }

    synchronized void saw(String id, long version) {
        for (KnownRecord known : all) {
            if (known.id().equals(id)) {
                known.saw(version);
            }
        }
    }

    /** Some stay, for what is asked of a record that is gone. */
    synchronized void deleted(String id, Random random) {
        if (all.size() > HOT && random.nextInt(4) > 0) {
            all.removeIf(known -> known.id().equals(id));
        }
    }

    /** A new record takes the place of one that has had its time. */
    synchronized void add(KnownRecord found, Random random) {
        if (all.size() < MOST) {
            all.add(found);
        } else {
            all.set(random.nextInt(10) == 0 ? random.nextInt(HOT) : HOT + random.nextInt(MOST - HOT), found);
        }
    }
}
