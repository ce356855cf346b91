package io.headrace.contracts;

/** Why an accepted command was not applied; the client reads it from the operation. */
public record Rejection(ErrorCode code, String detail) {}
