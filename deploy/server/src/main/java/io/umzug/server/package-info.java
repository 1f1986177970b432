/** The composition root: what is wired to what, and the executable. */
@NullMarked
package io.umzug.server;

import org.jspecify.annotations.NullMarked;
