/** One saga per kind of work: an event becomes a work order with a deadline. */
@NullMarked
package io.umzug.application.saga;

import org.jspecify.annotations.NullMarked;
