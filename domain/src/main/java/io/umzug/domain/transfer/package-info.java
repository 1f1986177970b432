/** What the transfer from V4 hands over (R5 to R7). */
@NullMarked
package io.umzug.domain.transfer;

import org.jspecify.annotations.NullMarked;
