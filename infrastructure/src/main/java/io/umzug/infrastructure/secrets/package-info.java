/** Where passwords come from, by the names that the estate file gives them. */
@NullMarked
package io.umzug.infrastructure.secrets;

import org.jspecify.annotations.NullMarked;
