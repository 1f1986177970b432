package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract within a real SQL Server, by files in its own folder. */
@Tag("mssql")
@EnabledIfSystemProperty(
    named = RealSqlServer.URL,
    matches = ".+",
    disabledReason = RealSqlServer.NONE)
class RealBackupAndRestoreTest extends BackupAndRestoreContract {

  @Override
  SqlServerAccess from() {
    return RealSqlServer.access();
  }

  @Override
  SqlServerAccess to() {
    return RealSqlServer.access();
  }

  @Override
  String backupFile(String name) {
    return RealSqlServer.backupFolder(sources) + name;
  }

  /** By the procedure of maintenance plans, where there is one. */
  @AfterEach
  void deleteFile() throws Exception {
    sources.run(
        "master",
        "IF OBJECT_ID(N'sys.xp_delete_file') IS NOT NULL EXEC sys.xp_delete_file 0, "
            + TransactSql.text(file));
  }
}
