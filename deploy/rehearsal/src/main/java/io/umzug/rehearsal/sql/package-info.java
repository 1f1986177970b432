/** A SQL Server's behaviour over H2: databases, catalog, logins, BACKUP and RESTORE. */
@NullMarked
package io.umzug.rehearsal.sql;

import org.jspecify.annotations.NullMarked;
