package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract within a real SQL Server, from one database to another. */
@Tag("mssql")
@EnabledIfSystemProperty(
    named = RealSqlServer.URL,
    matches = ".+",
    disabledReason = RealSqlServer.NONE)
class RealDirectCopyTest extends DirectCopyContract {

  @Override
  SqlServerAccess source() {
    return RealSqlServer.access();
  }

  @Override
  SqlServerAccess target() {
    return RealSqlServer.access();
  }
}
