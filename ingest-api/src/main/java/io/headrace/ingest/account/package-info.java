/** Who logs in to the owner's API, and as whom. */
@NullMarked
package io.headrace.ingest.account;

import org.jspecify.annotations.NullMarked;
