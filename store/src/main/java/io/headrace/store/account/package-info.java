/** Who logs in: accounts, sessions, plans. Written by ingest-api only. */
@NullMarked
package io.headrace.store.account;

import org.jspecify.annotations.NullMarked;
