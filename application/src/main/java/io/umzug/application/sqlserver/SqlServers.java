package io.umzug.application.sqlserver;

import io.umzug.application.estate.Estate;

/** Opens connections to the SQL Servers of an estate. */
public interface SqlServers {

  /**
   * @param server the server's name in the estate
   * @param purpose the work's id; part of the application name by which the work is found again on
   *     the server
   * @throws SqlServerFailure where it cannot be reached or refuses the login
   */
  SqlServer connect(Estate estate, String server, String purpose);
}
