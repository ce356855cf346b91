package io.headrace.e2e.crash;

/**
 * Where a write is told, on its owner's receiver. The path says all that the receiver has to know, so that it remembers
 * nothing: a callback's names its behaviour, a subscription's behaves as each event's id says.
 *
 * @param endpoint whose secret signs, or whose subscription's
 * @param number of the logical write, or one that stands for the event
 */
record Target(int endpoint, boolean subscription, Behaviour behaviour, long number) {
    private static final String SUBSCRIPTION = "subscription";

    static Target callback(int endpoint, Behaviour behaviour, long write) {
        return new Target(endpoint, false, behaviour, write);
    }

    static String pathOfSubscription(int endpoint) {
        return "/" + endpoint + "/" + SUBSCRIPTION;
    }

    String path() {
        return subscription ? pathOfSubscription(endpoint) : "/" + endpoint + "/" + behaviour.wireName() + "/" + number;
    }

    static Target of(String path, String eventId) {
        String[] parts = path.split("/");
        int endpoint = Integer.parseInt(parts[1]);
        return parts[2].equals(SUBSCRIPTION)
                ? new Target(endpoint, true, Behaviour.ofEvent(eventId), Math.abs((long) eventId.hashCode()))
                : callback(endpoint, Behaviour.ofWireName(parts[2]), Long.parseLong(parts[3]));
    }
}
