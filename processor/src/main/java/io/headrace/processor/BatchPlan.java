package io.headrace.processor;

import io.headrace.store.command.Changes;
import java.util.List;

/**
 * What a batch amounts to.
 *
 * @param changes to be written in the transaction that the plan was made in
 * @param settled in order, each with an event to publish once the changes are committed
 */
record BatchPlan(Changes changes, List<Settled> settled) {}
