/** What owners may know of what was asked in their name. */
@NullMarked
package io.headrace.ingest.report;

import org.jspecify.annotations.NullMarked;
