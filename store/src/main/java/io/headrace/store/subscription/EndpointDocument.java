package io.headrace.store.subscription;

/**
 * What a collaborator may know of the endpoint.
 *
 * @param schema JSON Schema 2020-12, as its owner wrote it
 */
public record EndpointDocument(String slug, String name, String schema) {}
