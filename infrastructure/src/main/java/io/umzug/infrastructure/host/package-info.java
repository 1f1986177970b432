/** The machine's own side of an XPhone host: service control, pages, backup files. */
@NullMarked
package io.umzug.infrastructure.host;

import org.jspecify.annotations.NullMarked;
