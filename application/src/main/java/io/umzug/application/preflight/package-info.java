/** Looks at everything that a route needs, and changes nothing. */
@NullMarked
package io.umzug.application.preflight;

import org.jspecify.annotations.NullMarked;
