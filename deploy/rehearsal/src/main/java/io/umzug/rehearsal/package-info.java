/** The rehearsal's executable. */
@NullMarked
package io.umzug.rehearsal;

import org.jspecify.annotations.NullMarked;
