package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.store.delivery.DeliveryState;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of an owner are meant. What is null, or empty, leaves nothing out.
 *
 * @param collaboratorId only those to this collaborator's own subscriptions
 * @param states one of these
 * @param status the HTTP status of the last attempt
 * @param from and {@code to}: when their events were accepted, the first included and the second not
 */
public record DeliveryFilter(
        UUID ownerId,
        @Nullable UUID endpointId,
        @Nullable Environment environment,
        @Nullable UUID collaboratorId,
        @Nullable UUID subscriptionId,
        @Nullable UUID deliveryId,
        @Nullable UUID recordId,
        Set<DeliveryState> states,
        @Nullable Integer status,
        @Nullable Instant from,
        @Nullable Instant to) {
    public DeliveryFilter {
        states = Set.copyOf(states);
    }

    /** All that this owner, or this collaborator, may see. */
    public static DeliveryFilter all(
            UUID ownerId, @Nullable UUID endpointId, @Nullable Environment environment, @Nullable UUID collaboratorId) {
        return new DeliveryFilter(
                ownerId, endpointId, environment, collaboratorId, null, null, null, Set.of(), null, null, null);
    }

    /** Whether only deliveries to certain subscriptions are meant. */
    boolean isOfSubscriptions() {
        return subscriptionId != null || collaboratorId != null;
    }

    public DeliveryFilter withDelivery(UUID id) {
        return new DeliveryFilter(
                ownerId,
                endpointId,
                environment,
                collaboratorId,
                subscriptionId,
                id,
                recordId,
                states,
                status,
                from,
                to);
    }

    public DeliveryFilter withStates(Set<DeliveryState> others) {
        return new DeliveryFilter(
                ownerId,
                endpointId,
                environment,
                collaboratorId,
                subscriptionId,
                deliveryId,
                recordId,
                others,
                status,
                from,
                to);
    }
}
