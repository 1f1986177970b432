/** Driven port: what databases hold, read row by row and compared (R33). */
@NullMarked
package io.umzug.application.verification;

import org.jspecify.annotations.NullMarked;
