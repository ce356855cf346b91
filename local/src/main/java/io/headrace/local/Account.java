package io.headrace.local;

/** Who can log in to the console, and how. */
public record Account(String account, String password) {}
