/** Scripts from and for SQL Server by Microsoft's driver (M1 to M6), resumable. */
@NullMarked
package io.umzug.infrastructure.sqlserver.script;

import org.jspecify.annotations.NullMarked;
