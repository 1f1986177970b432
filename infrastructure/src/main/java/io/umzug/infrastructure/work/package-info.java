/** Durable work on db-scheduler, fenced by a pick-up number. */
@NullMarked
package io.umzug.infrastructure.work;

import org.jspecify.annotations.NullMarked;
