/** How the logs that are kept by days let go of them. */
@NullMarked
package io.headrace.store.day;

import org.jspecify.annotations.NullMarked;
