package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Fills a database past the SQL Server surface, for speed. */
@FunctionalInterface
public interface Load {

  /**
   * Puts rows in.
   *
   * @param h2 a connection in H2's own dialect, default schema dbo, not in autocommit; committed by
   *     the caller
   */
  void into(Connection h2) throws SQLException;
}
