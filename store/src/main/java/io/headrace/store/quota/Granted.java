package io.headrace.store.quota;

import java.util.List;

/**
 * The answer to one question for tokens.
 *
 * @param now the database's clock when it was asked, in milliseconds since 1970
 */
public record Granted(long now, List<GrantedTokens> tokens) {}
