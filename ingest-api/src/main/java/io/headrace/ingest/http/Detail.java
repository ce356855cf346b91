package io.headrace.ingest.http;

/** One field, header or parameter that is wrong, and why. */
public record Detail(String field, Text error) {}
