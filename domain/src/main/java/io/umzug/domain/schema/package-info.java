/** A database's schema as a value, and its text in Transact-SQL for a chosen SQL Server (M1–M4). */
@NullMarked
package io.umzug.domain.schema;

import org.jspecify.annotations.NullMarked;
