package io.headrace.notifier.deliver;

import java.util.Map;

/** How many leases each destination, or each owner, may have. */
interface Allowance<K> {
    /** Of those about whom nothing else is known. */
    int each();

    int of(K key);

    /** Those that may have fewer than {@link #each}, and how many. */
    Map<K, Integer> restrained();

    /** The same for all. */
    static <K> Allowance<K> same(int each) {
        if (each < 1) {
            throw new IllegalArgumentException("budget is " + each + ": must be at least 1");
        }
        return new Allowance<>() {
            @Override
            public int each() {
                return each;
            }

            @Override
            public int of(K key) {
                return each;
            }

            @Override
            public Map<K, Integer> restrained() {
                return Map.of();
            }
        };
    }
}
