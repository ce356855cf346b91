package io.headrace.store.replay;

import java.util.UUID;

/** A place in the order of deliveries: by their events, which are in the order of time, and then by their own ids. */
public record DeliveryPlace(UUID eventId, UUID deliveryId) {}
