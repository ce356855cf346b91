package io.headrace.ingest.admin;

import io.headrace.store.account.AccountRole;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The roles by the names that bodies call them. */
final class Roles {
    static final Map<String, AccountRole> BY_NAME = Arrays.stream(AccountRole.values())
            .collect(Collectors.toUnmodifiableMap(AccountRole::wireName, Function.identity()));

    private Roles() {}
}
