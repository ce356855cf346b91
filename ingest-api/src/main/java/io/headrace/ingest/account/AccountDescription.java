package io.headrace.ingest.account;

/** What the published description says of accounts, wherever one is named. */
public final class AccountDescription {
    public static final String ACCOUNT =
            "An e-mail address (compared without regard to case), a user name or a telephone number";
    public static final String PASSWORD = "10 to 72 bytes of UTF-8";

    private AccountDescription() {}
}
