/**
 * Breaks the services from outside: a Java agent that kills them at named points of their code or makes them wrong on
 * purpose, and a proxy that cuts their connections. Production code knows nothing of it.
 */
@org.jspecify.annotations.NullMarked
package io.headrace.e2e.agent;
