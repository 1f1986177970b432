/** Copies a database straight from one SQL Server to another, by Microsoft's driver. */
@NullMarked
package io.umzug.infrastructure.sqlserver.copy;

import org.jspecify.annotations.NullMarked;
