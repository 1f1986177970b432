/** The director against a real estate and a service whose boards are given. */
@NullMarked
package io.umzug.rehearsal.director;

import org.jspecify.annotations.NullMarked;
