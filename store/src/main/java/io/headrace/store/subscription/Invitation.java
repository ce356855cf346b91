package io.headrace.store.subscription;

/** What became of the wish to invite somebody. */
public sealed interface Invitation {
    record Invited(StoredCollaborator collaborator) implements Invitation {}

    /** Somebody with this address is invited already. */
    record Known() implements Invitation {}

    /** The endpoint has as many collaborators as it may have. */
    record Full() implements Invitation {}

    /** The endpoint was deleted meanwhile. */
    record Gone() implements Invitation {}
}
