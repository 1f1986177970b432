/** Axon on PostgreSQL by plain JDBC: events as JSON under stable names, sagas, deadlines. */
@NullMarked
package io.umzug.infrastructure.axon;

import org.jspecify.annotations.NullMarked;
