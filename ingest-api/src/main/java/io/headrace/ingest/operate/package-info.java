/** Commands for operators, run by themselves while the services go on: no HTTP, no Kafka, only the database. */
@NullMarked
package io.headrace.ingest.operate;

import org.jspecify.annotations.NullMarked;
