/** A database read for a script, from SQL Server 2008 R2 on, and the script's files (M2). */
@NullMarked
package io.umzug.infrastructure.sqlserver.script;

import org.jspecify.annotations.NullMarked;
