package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A real SQL Server that tests tagged {@code mssql} may work on: they create databases there, and
 * drop them. Never one that anybody needs.
 */
final class RealSqlServer {

  /** Where it is: host, host,port or host\\instance. */
  static final String URL = "umzug.mssql.url";

  static final String NONE =
      "No SQL Server: -Dumzug.mssql.url=HOST,PORT -Dumzug.mssql.user=sa -Dumzug.mssql.password-file=FILE";

  private RealSqlServer() {}

  static SqlServerAccess access() {
    String address = System.getProperty(URL, "");
    String password = password(Path.of(System.getProperty("umzug.mssql.password-file", "")));
    return new SqlServerAccess(
        address,
        SqlServerEndpoint.parse(address),
        new SqlLogin(System.getProperty("umzug.mssql.user", "sa"), () -> password),
        SqlServerEncryption.CHECKED.trustingAnyCertificate());
  }

  /** Where its account may write, with the last separator; if nobody says: where its data are. */
  static String backupFolder(OwnDatabases databases) {
    try {
      String folder = System.getProperty("umzug.mssql.backup-folder", "");
      return folder.isEmpty()
          ? databases
              .rows(
                  "master",
                  "SELECT CONVERT(nvarchar(260), SERVERPROPERTY('InstanceDefaultDataPath'))")
              .getFirst()
          : folder;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("umzug.mssql.password-file", e);
    }
  }
}
