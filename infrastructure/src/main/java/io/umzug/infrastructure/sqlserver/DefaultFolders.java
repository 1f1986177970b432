package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.ServerSurvey.orEmpty;

import java.util.List;

/** Where an instance puts the files of its databases. */
final class DefaultFolders {

  private static final int ROWS = 0;
  private static final int LOG = 1;

  private record UsedFile(int type, String path) {}

  /** As the instance writes them, or with their last separator. */
  record Folders(String data, String log) {}

  private final SqlServerSession session;

  DefaultFolders(SqlServerSession session) {
    this.session = session;
  }

  /** For a database that comes; before 2012 no instance tells, and new ones lie beside master. */
  Folders ofNew() {
    return of("master");
  }

  /** For a database that comes or is replaced: where no instance tells, it stays where it is. */
  Folders of(String database) {
    Folders told =
        session
            .query(
                row -> new Folders(orEmpty(row.getString(1)), orEmpty(row.getString(2))),
                "SELECT CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260)),"
                    + " CAST(SERVERPROPERTY('InstanceDefaultLogPath') AS nvarchar(260))")
            .getFirst();
    if (!told.data().isEmpty() && !told.log().isEmpty()) {
      return told;
    }
    List<UsedFile> used =
        session.query(
            row -> new UsedFile(row.getInt(1), row.getString(2)),
            "SELECT f.type, f.physical_name FROM sys.master_files AS f"
                + " JOIN sys.databases AS d ON d.database_id = f.database_id"
                + " WHERE f.type IN (0, 1) AND (d.database_id = 1 OR d.name = ?)"
                + " ORDER BY CASE d.database_id WHEN 1 THEN 1 ELSE 0 END, f.file_id",
            database);
    return new Folders(folder(told.data(), used, ROWS), folder(told.log(), used, LOG));
  }

  private static String folder(String told, List<UsedFile> used, int type) {
    return told.isEmpty()
        ? used.stream()
            .filter(file -> file.type() == type)
            .findFirst()
            .map(file -> file.path().substring(0, lastSeparator(file.path()) + 1))
            .orElse("")
        : told;
  }

  private static int lastSeparator(String path) {
    return Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  }
}
