/** How everything that is stored is named and written; shared by the adapters that store. */
@NullMarked
package io.umzug.infrastructure.stored;

import org.jspecify.annotations.NullMarked;
