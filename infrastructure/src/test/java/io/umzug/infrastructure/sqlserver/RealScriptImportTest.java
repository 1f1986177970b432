package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract with a real SQL Server at the other end. */
@Tag("mssql")
@EnabledIfSystemProperty(
    named = RealSqlServer.URL,
    matches = ".+",
    disabledReason = RealSqlServer.NONE)
class RealScriptImportTest extends ScriptImportContract {

  @Override
  SqlServerAccess access() {
    return RealSqlServer.access();
  }
}
