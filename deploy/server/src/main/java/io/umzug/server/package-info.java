/** The migration as rules: what may happen, in which order, and why. */
@NullMarked
package io.umzug.server;

import org.jspecify.annotations.NullMarked;
