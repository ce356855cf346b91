/** The rim: request ids, languages, what an answer looks like, and the body's limit. */
@NullMarked
package io.headrace.ingest.http;

import org.jspecify.annotations.NullMarked;
