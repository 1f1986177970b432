package io.umzug.application.sqlserver;

import io.umzug.application.estate.Estate;

/** Driven port: how the SQL Servers of an estate are reached, by its configuration. */
@FunctionalInterface
public interface SqlServerAccesses {

  /**
   * @param server the server's name in the estate
   * @throws SqlServerFailure where the configuration does not say it
   */
  SqlServerAccess to(Estate estate, String server);
}
