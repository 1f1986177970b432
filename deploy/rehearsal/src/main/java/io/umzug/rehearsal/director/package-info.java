/** Plays the operator of a rehearsal through the service's public interface. */
@NullMarked
package io.umzug.rehearsal.director;

import org.jspecify.annotations.NullMarked;
