/** A database as a script, for a SQL Server that no backup can be restored on (M1–M4). */
@NullMarked
package io.umzug.application.script;

import org.jspecify.annotations.NullMarked;
