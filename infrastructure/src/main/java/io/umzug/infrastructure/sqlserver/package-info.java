/** SQL Server by Microsoft's JDBC driver: what a move asks of it, for versions 2014 to 2022. */
@NullMarked
package io.umzug.infrastructure.sqlserver;

import org.jspecify.annotations.NullMarked;
