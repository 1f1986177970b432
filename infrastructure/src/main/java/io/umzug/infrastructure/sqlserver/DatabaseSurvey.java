package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.ServerSurvey.hex;
import static io.umzug.infrastructure.sqlserver.ServerSurvey.orEmpty;

import io.umzug.application.sqlserver.SqlServer.DatabaseFile;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServer.DatabaseUser;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.domain.evidence.DatabaseContents;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an instance says of one database; changes nothing. */
final class DatabaseSurvey {

  /** The authentication types of users who come in by a login: INSTANCE and WINDOWS. */
  private static final String BY_LOGIN = "authentication_type IN (1, 3)";

  /** A user WITHOUT LOGIN has a longer SID than any SQL login. */
  private static final String BY_LOGIN_BEFORE_2012 = "(type <> N'S' OR DATALENGTH(sid) <= 16)";

  private static final int SQL_2012 = 11;

  private final SqlServerSession session;
  private final UserTables tables;

  DatabaseSurvey(SqlServerSession session, UserTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /**
   * A database with AUTO_CLOSE, as Express makes them, tells its collation only to who is in it.
   */
  Optional<DatabaseSetting> setting(String database) {
    Optional<DatabaseSetting> seen = look(database);
    boolean isClosed =
        seen.filter(setting -> setting.collation().isEmpty()).isPresent()
            && session
                .query(
                    row -> row.getString(1),
                    "SELECT state_desc FROM sys.databases WHERE name = ?",
                    database)
                .contains("ONLINE");
    return isClosed ? session.in(database, () -> look(database)) : seen;
  }

  private Optional<DatabaseSetting> look(String database) {
    return session
        .query(
            row -> new DatabaseSetting(orEmpty(row.getString(1)), row.getInt(2), row.getString(3)),
            "SELECT collation_name, compatibility_level, recovery_model_desc FROM sys.databases"
                + " WHERE name = ?",
            database)
        .stream()
        .findFirst();
  }

  /** By master's catalogue, which also knows a database that is offline or being restored. */
  List<DatabaseFile> files(String database) {
    return session.query(
        row ->
            new DatabaseFile(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
        "SELECT f.name, f.type_desc, f.physical_name, CAST(f.size AS bigint) * 8192"
            + " FROM sys.master_files AS f"
            + " JOIN sys.databases AS d ON d.database_id = f.database_id WHERE d.name = ?"
            + " ORDER BY f.file_id",
        database);
  }

  /** The size of the data files: what a BACKUP reads, or somewhat more. */
  long dataBytes(String database) {
    return files(database).stream()
        .filter(file -> !file.isLog())
        .mapToLong(DatabaseFile::bytes)
        .sum();
  }

  /** Without dbo, guest, INFORMATION_SCHEMA and sys, whose ids are 1 to 4. */
  List<DatabaseUser> users(String database) {
    return session.in(
        database,
        () ->
            session.query(
                row -> new DatabaseUser(row.getString(1), hex(row.getBytes(2)), row.getInt(3) == 3),
                "SELECT name, sid, CASE type WHEN N'S' THEN 1 ELSE 3 END"
                    + " FROM sys.database_principals"
                    + " WHERE principal_id > 4 AND type IN (N'S', N'U', N'G') AND "
                    + (session.isSince(SQL_2012) ? BY_LOGIN : BY_LOGIN_BEFORE_2012)
                    + " ORDER BY name"));
  }

  DatabaseContents contents(String database) {
    List<Table> all = tables.in(database);
    return new DatabaseContents(
        session.server(),
        database,
        files(database).stream().mapToLong(DatabaseFile::bytes).sum(),
        all.size(),
        all.stream().mapToLong(Table::rows).sum(),
        lastWrite(database));
  }

  private @Nullable String lastWrite(String database) {
    record Moment(@Nullable LocalDateTime at) {}
    LocalDateTime at =
        session.in(
            database,
            () ->
                session
                    .query(
                        row -> new Moment(row.getObject(1, LocalDateTime.class)),
                        "SELECT MAX(u.last_user_update) FROM sys.dm_db_index_usage_stats AS u"
                            + " JOIN sys.tables AS t ON t.object_id = u.object_id"
                            + " WHERE u.database_id = DB_ID() AND t.is_ms_shipped = 0")
                    .getFirst()
                    .at());
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
