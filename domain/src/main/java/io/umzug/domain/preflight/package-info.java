/** What is looked at before a move goes on, what was found, and what has changed since. */
@NullMarked
package io.umzug.domain.preflight;

import org.jspecify.annotations.NullMarked;
