/** What must be there before this service is ready: settings, secrets, the database, the first owner. */
@NullMarked
package io.headrace.ingest.start;

import org.jspecify.annotations.NullMarked;
