package io.headrace.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who may be at a door: each kind of credential, and none. */
enum MatrixCaller {
    OWN,
    NOBODY,
    GARBAGE,
    WELL_FORMED_BUT_UNKNOWN,
    /** Deactivated by its owner; for a session, the owner is. */
    DEACTIVATED,
    EXPIRED,
    /** A key to read. */
    READER,
    /** To test data, where what is asked for is live. */
    TEST_KEY,
    /** Of an endpoint with another slug, as anybody's may be. */
    ANOTHER_OWNERS,
    /** Of an endpoint that has the same slug: the path is right, the things are another's. */
    ANOTHER_OWNERS_OF_SAME_SLUG,
    LOGGED_OUT,
    ADMIN,
    /** The owner's session at the door of the keys, as the console comes. */
    CONSOLE,
    /** So does another owner, who has an endpoint of the same slug. */
    CONSOLE_OF_ANOTHER_OF_SAME_SLUG,
    /** So does somebody who has no endpoint at all. */
    CONSOLE_OF_STRANGER,
    /** Of the owner, at the other door. */
    KEY,
    SESSION;

    private static final List<MatrixCaller> AT_EVERY_DOOR =
            List.of(OWN, NOBODY, GARBAGE, WELL_FORMED_BUT_UNKNOWN, DEACTIVATED, EXPIRED, ANOTHER_OWNERS);

    static List<MatrixCaller> at(MatrixRoute.Door door) {
        return switch (door) {
            case NONE -> List.of(NOBODY, GARBAGE, WELL_FORMED_BUT_UNKNOWN, OWN);
            case KEY ->
                join(
                        READER,
                        TEST_KEY,
                        ANOTHER_OWNERS_OF_SAME_SLUG,
                        SESSION,
                        CONSOLE,
                        CONSOLE_OF_ANOTHER_OF_SAME_SLUG,
                        CONSOLE_OF_STRANGER);
            case SESSION, ADMIN -> join(LOGGED_OUT, ADMIN, KEY);
            case COLLABORATOR -> List.of(OWN, NOBODY, GARBAGE, WELL_FORMED_BUT_UNKNOWN, ANOTHER_OWNERS, SESSION);
        };
    }

    private static List<MatrixCaller> join(MatrixCaller... more) {
        return Stream.concat(AT_EVERY_DOOR.stream(), Arrays.stream(more)).toList();
    }
}
