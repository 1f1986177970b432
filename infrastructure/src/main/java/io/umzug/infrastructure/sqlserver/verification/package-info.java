/** Adapter: databases read row by row, each to its fingerprint. */
@NullMarked
package io.umzug.infrastructure.sqlserver.verification;

import org.jspecify.annotations.NullMarked;
