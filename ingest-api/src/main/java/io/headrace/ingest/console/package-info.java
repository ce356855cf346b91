/** What a person with a browser sees. */
@NullMarked
package io.headrace.ingest.console;

import org.jspecify.annotations.NullMarked;
