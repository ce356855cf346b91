/** What administrators do: accounts and plans. */
@NullMarked
package io.headrace.ingest.admin;

import org.jspecify.annotations.NullMarked;
