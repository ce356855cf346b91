package io.headrace.store.account;

import java.util.Locale;

/** What an account may do: publish endpoints, or also manage other accounts and plans. */
public enum AccountRole {
    OWNER,
    ADMIN;

    /** The name used in JSON and columns. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static AccountRole ofWireName(String text) {
        for (AccountRole role : values()) {
            if (role.wireName().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role is " + text + ": not a role");
    }
}
