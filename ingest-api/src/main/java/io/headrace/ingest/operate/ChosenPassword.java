package io.headrace.ingest.operate;

import io.headrace.store.account.AccountName;
import io.headrace.store.account.PasswordPolicy;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.security.SecureRandom;

/**
 * The password that a command sets, and whose it is.
 *
 * @param generated whether nobody knows it yet, so that it has to be shown
 */
record ChosenPassword(String account, String password, boolean generated) {
    static final String ACCOUNT = "--account";
    static final String STDIN = "--password-stdin";
    static final String OPTIONS = ACCOUNT + " <account> [" + STDIN + "]";
    /** Without the ones that are taken for another. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** From the first line of standard input, or a new one. */
    static ChosenPassword of(CommandLine line, Surroundings surroundings) {
        line.allow(ACCOUNT, STDIN);
        String account = AccountName.of(line.required(ACCOUNT))
                .orElseThrow(() -> CommandProblem.of("that cannot be an account: see docs/operating.md"));
        if (!line.flags().contains(STDIN)) {
            return new ChosenPassword(account, generate(), true);
        }
        String password = surroundings.readLine();
        if (!PasswordPolicy.allows(password)) {
            throw CommandProblem.of("a password has " + PasswordPolicy.MIN_BYTES + " to " + PasswordPolicy.MAX_BYTES
                    + " bytes in UTF-8");
        }
        return new ChosenPassword(account, password, false);
    }

    String hash() {
        return BcryptUtil.bcryptHash(password);
    }

    /** Shown once, and only if nobody knows it. */
    void show(Surroundings surroundings) {
        if (generated) {
            surroundings.say("password: " + password);
        }
    }

    /** Without the password, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "ChosenPassword[" + account + "]";
    }

    private static String generate() {
        return RANDOM.ints(GENERATED_LENGTH, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new, (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append)
                .toString();
    }
}
