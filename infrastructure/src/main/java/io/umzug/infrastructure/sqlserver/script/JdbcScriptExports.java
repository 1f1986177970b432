package io.umzug.infrastructure.sqlserver.script;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.script.ExportProgress;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.script.ScriptExports;
import io.umzug.application.script.ScriptRefused;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.Gaps;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.infrastructure.sqlserver.SnapshotIsolation;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Reads a database by Microsoft's driver, and writes it as a script (M2). */
public final class JdbcScriptExports implements ScriptExports {

  /** What is read of one database by one connection. */
  @FunctionalInterface
  private interface Work<T> {
    T of(Connection connection, DatabaseSchema schema, List<Gap> gaps, boolean snapshot)
        throws SQLException, IOException;
  }

  @Override
  public List<Gap> check(SqlServerAccess access, String purpose, ScriptExport export) {
    try {
      return within(access, purpose, export, (_, _, gaps, _) -> gaps);
    } catch (IOException e) {
      throw new IllegalStateException("A check writes nothing", e);
    }
  }

  @Override
  public ScriptExported export(
      SqlServerAccess access, String purpose, ScriptExport export, ExportProgress progress)
      throws IOException {
    return within(
        access,
        purpose,
        export,
        (connection, schema, gaps, snapshot) -> {
          refuseBlocked(gaps);
          return new ScriptRun(
                  access.server(), export, new SchemaScript(schema, export.target()), gaps)
              .run(connection, snapshot, progress);
        });
  }

  private static <T> T within(
      SqlServerAccess access, String purpose, ScriptExport export, Work<T> work)
      throws IOException {
    try (SQLServerConnection connection =
        SqlServerConnector.connection(access, purpose, export.database())) {
      boolean snapshot = SnapshotIsolation.begin(connection);
      DatabaseSchema whole = SchemaReader.read(connection);
      DatabaseSchema chosen = chosen(export, whole);
      T result = work.of(connection, chosen, gaps(export, whole, chosen), snapshot);
      if (snapshot) {
        connection.rollback();
      }
      return result;
    } catch (SQLException e) {
      throw SqlServerErrors.failure(access.server(), e);
    }
  }

  private static List<Gap> gaps(ScriptExport export, DatabaseSchema whole, DatabaseSchema chosen) {
    return Stream.concat(
            Gaps.of(chosen, export.target()).stream(), export.selection().losses(whole).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static DatabaseSchema chosen(ScriptExport export, DatabaseSchema whole) {
    List<String> unknown = export.selection().unknownIn(whole);
    if (!unknown.isEmpty()) {
      throw new ScriptRefused(
          "The database %s has no %s. Names are written schema.name, or [sche.ma].[name] with dots in them."
              .formatted(export.database(), String.join(", ", unknown)),
          List.of());
    }
    return export.selection().of(whole);
  }

  private static void refuseBlocked(List<Gap> gaps) {
    List<Gap> blocking =
        gaps.stream().filter(gap -> gap.severity() == Gap.Severity.BLOCKING).toList();
    if (!blocking.isEmpty()) {
      throw new ScriptRefused(
          "%d of the database's objects cannot go into the script; nothing was written."
              .formatted(blocking.size()),
          blocking);
    }
  }
}
