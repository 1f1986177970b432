/** Driven port: everything that a move does to a SQL Server. */
@NullMarked
package io.umzug.application.sqlserver;

import org.jspecify.annotations.NullMarked;
