/** How owners manage the keys of their endpoints: made, rotated, revoked. */
@NullMarked
package io.headrace.ingest.key;

import org.jspecify.annotations.NullMarked;
