/** PostgreSQL: embedded by default, external by one setting. */
@NullMarked
package io.umzug.infrastructure.postgres;

import org.jspecify.annotations.NullMarked;
