package io.headrace.store.command;

/** Where a command stands in the commands topic. */
public record Position(int partition, long offset) {}
