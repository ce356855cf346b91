/** Who was invited to an endpoint, and the small API that their own token opens. */
@NullMarked
package io.headrace.ingest.collaborator;

import org.jspecify.annotations.NullMarked;
