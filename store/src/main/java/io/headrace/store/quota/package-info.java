/** What an owner may ask for, and how much of it is taken. Written by ingest-api only. */
@NullMarked
package io.headrace.store.quota;

import org.jspecify.annotations.NullMarked;
