/** Says to PostgreSQL whose data is worked on, which then shows no other: the fence behind every owner filter (ADR 11). */
@NullMarked
package io.headrace.store.tenant;

import org.jspecify.annotations.NullMarked;
