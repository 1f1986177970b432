/** Scripts against SQL Server by Microsoft's driver (M4 to M6), resumable at the batch. */
@NullMarked
package io.umzug.infrastructure.sqlserver.script;

import org.jspecify.annotations.NullMarked;
