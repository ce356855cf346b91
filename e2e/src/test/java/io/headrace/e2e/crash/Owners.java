package io.headrace.e2e.crash;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All owners of a run. */
record Owners(List<Owner> all) {
    static Owners create(String run, int count) {
        return new Owners(IntStream.range(0, count)
                .mapToObj(number -> Owner.create(run, number))
                .toList());
    }

    Owner get(int number) {
        return all.get(number);
    }

    int count() {
        return all.size();
    }

    /** The number of the owner with this id; -1 for none of ours. */
    int number(UUID id) {
        return all.stream()
                .filter(owner -> owner.id().equals(id))
                .mapToInt(Owner::number)
                .findFirst()
                .orElse(-1);
    }

    /** Whose canary stands in the text. */
    Set<Integer> canariesIn(String text) {
        return all.stream()
                .filter(owner -> text.contains(owner.canary()))
                .map(Owner::number)
                .collect(Collectors.toUnmodifiableSet());
    }
}
