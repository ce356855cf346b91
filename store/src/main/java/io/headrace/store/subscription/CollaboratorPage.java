package io.headrace.store.subscription;

import java.util.List;

/** One page of collaborators, and how many all pages have. */
public record CollaboratorPage(long total, List<StoredCollaborator> items) {}
