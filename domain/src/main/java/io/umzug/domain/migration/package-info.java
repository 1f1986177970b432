/**
 * One move: its state, what may be asked of it, what the world reports, and the events that follow.
 */
@NullMarked
package io.umzug.domain.migration;

import org.jspecify.annotations.NullMarked;
