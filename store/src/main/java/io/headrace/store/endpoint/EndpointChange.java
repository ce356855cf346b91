package io.headrace.store.endpoint;

import java.util.Optional;

/** What of an endpoint is to be another from now on; what is empty stays. */
public record EndpointChange(Optional<String> name, Optional<String> schema, Optional<Boolean> active) {}
