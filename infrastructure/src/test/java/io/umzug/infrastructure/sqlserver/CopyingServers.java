package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, a database that goes from one to the other, and how its copy can be ended. */
abstract class CopyingServers {

  static final CopyProgress SILENT = _ -> {};
  static final int BATCH = 500;
  private static final int LINES = 80;

  /** As a kill between two lines: nothing on the way may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;
  final JdbcDirectCopies copies = new JdbcDirectCopies();
  OwnDatabases sources = new OwnDatabases(source());
  OwnDatabases targets = new OwnDatabases(target());
  String database = "";
  String copy = "";

  /** Sysadmin on both. */
  abstract SqlServerAccess source();

  abstract SqlServerAccess target();

  @BeforeEach
  void createDatabase() throws Exception {
    database = sources.create(OwnDatabases.name("UmzugFrom"));
    copy = targets.willDrop(database + "Copy");
  }

  @AfterEach
  void dropDatabases() throws Exception {
    sources.close();
    targets.close();
  }

  DirectCopy order(int parallel) {
    return order(target(), new ScriptTarget.Creation(null, null), parallel);
  }

  DirectCopy order(SqlServerAccess to, ScriptTarget.Creation creation, int parallel) {
    return order(source(), to, creation, parallel);
  }

  DirectCopy order(
      SqlServerAccess from, SqlServerAccess to, ScriptTarget.Creation creation, int parallel) {
    return new DirectCopy(
        from,
        database,
        to,
        copy,
        creation,
        Selection.EVERYTHING,
        parallel,
        BATCH,
        false,
        Depth.CHECKSUM);
  }

  void run(String... batches) throws SQLException {
    sources.run(database, batches);
  }

  /** 80 rows by 2 to the power of the doublings. */
  void fill(int doublings) throws Exception {
    String values =
        IntStream.range(0, LINES)
            .mapToObj(
                n ->
                    "('Zeile %d, über 5 €', '2024-03-31T02:30:00.007', %s, %s)"
                        .formatted(
                            n,
                            n % 3 == 0 ? "NULL" : "N'" + "läng".repeat(n % 7) + "'",
                            n % 4 == 0 ? "NULL" : "0x" + "FF".repeat(n % 5)))
            .collect(Collectors.joining(", "));
    run(
        "CREATE TABLE dbo.Big (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, line varchar(100) NULL,"
            + " at datetime NOT NULL, long1 nvarchar(max) NULL, raw varbinary(max) NULL,"
            + " long2 varchar(max) NULL, doubled AS id * 2, changed rowversion)",
        "INSERT INTO dbo.Big (line, at, long1, raw) VALUES " + values);
    for (int i = 0; i < doublings; i++) {
      run("INSERT INTO dbo.Big (line, at, long1, raw) SELECT line, at, long1, raw FROM dbo.Big");
    }
    run("UPDATE dbo.Big SET long2 = '%s' WHERE id = 601".formatted("0123456789".repeat(20_000)));
  }

  /** Both databases as scripts, which must be the same to the byte. */
  void assertCopied() throws Exception {
    assertThat(script(target(), copy)).isEqualTo(script(source(), database));
  }

  private String script(SqlServerAccess server, String name) throws Exception {
    Path file = folder.resolve(name + ".sql");
    new JdbcScriptExports()
        .export(
            server,
            "test",
            new ScriptExport(
                name,
                new ScriptTarget(SqlServerRelease.SQL_2017, "either", null),
                Selection.EVERYTHING,
                true,
                Encoding.UTF_8,
                new Destination.SingleFile(file),
                true),
            (_, _, _, _) -> {});
    return Files.readString(file).replaceFirst("-- Umzug: .*", "");
  }

  List<String> journal() throws SQLException {
    return targets.rows(copy, "SELECT name FROM sys.objects WHERE name = 'umzug_copy'");
  }

  interface Moments {
    boolean isIt(CopyProgress.Reached reached);
  }

  void kill(DirectCopy order, Moments moment) {
    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                copies.copy(
                    order,
                    reached -> {
                      if (moment.isIt(reached)) {
                        throw new Killed();
                      }
                    }));
  }

  void twoTables() throws SQLException {
    run(
        "CREATE TABLE dbo.A (id int NOT NULL, line nvarchar(20) NULL)",
        "CREATE TABLE dbo.B (id int NOT NULL, line nvarchar(20) NULL)",
        "INSERT INTO dbo.A VALUES (1, N'x'), (2, NULL), (3, N'')",
        "INSERT INTO dbo.B VALUES (1, N'x'), (2, NULL)");
  }
}
