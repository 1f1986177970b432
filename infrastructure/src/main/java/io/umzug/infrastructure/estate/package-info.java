/** The estate's configuration. */
@NullMarked
package io.umzug.infrastructure.estate;

import org.jspecify.annotations.NullMarked;
