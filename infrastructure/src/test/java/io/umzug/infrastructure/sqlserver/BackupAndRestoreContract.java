package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.application.sqlserver.SqlServerAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and restores over the wire, from one server to another, or to the same. */
@Timeout(120)
abstract class BackupAndRestoreContract {

  static final String NAME = "move/1/it's ]odd[";
  private static final int AT_ONCE = 500;

  final OwnDatabases sources = new OwnDatabases(from());
  final OwnDatabases targets = new OwnDatabases(to());
  SqlServer source;
  SqlServer target;
  String database = "";
  String file = "";

  /** Sysadmin on both. */
  abstract SqlServerAccess from();

  abstract SqlServerAccess to();

  /** A file of this name where both servers may write and read, as they call it. */
  abstract String backupFile(String name);

  static SqlServer connect(SqlServerAccess access, String purpose) {
    return new JdbcSqlServer(
        SqlServerConnector.open(access, purpose, SqlServerConnector.MASTER),
        () -> SqlServerConnector.open(access, purpose, SqlServerConnector.MASTER),
        Duration.ofMillis(50),
        SqlServerConnector.applicationName(purpose));
  }

  @BeforeEach
  void open() throws Exception {
    source = connect(from(), "work/source");
    target = connect(to(), "work/target");
    database = OwnDatabases.name("UmzugSaved");
    file = backupFile("it's a [" + database + "].bak");
  }

  @AfterEach
  void close() throws Exception {
    source.close();
    target.close();
    sources.close();
    targets.close();
  }

  /** Creates the database with its journal. */
  void fill(int rows) throws SQLException {
    sources.create(database);
    sources.run(
        database,
        "CREATE TABLE dbo.Journal (id int NOT NULL PRIMARY KEY, line nvarchar(200) NOT NULL)",
        "CREATE TABLE dbo.[empty one] (id int NOT NULL PRIMARY KEY)");
    for (int first = 0; first < rows; first += AT_ONCE) {
      StringBuilder insert = new StringBuilder("INSERT INTO dbo.Journal (id, line) VALUES ");
      for (int id = first; id < Math.min(rows, first + AT_ONCE); id++) {
        insert.append(id == first ? "" : ", ").append("(%d, N'Gespräch %d')".formatted(id, id));
      }
      sources.run(database, insert.toString());
    }
  }

  void backUp() {
    source.backup(database, file, NAME, _ -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " it's ]odd["})
  void rows_go_from_one_server_to_the_other(String odd) throws Exception {
    database += odd;
    fill(2000);
    String restored = targets.willDrop(database + "Copy");
    List<Integer> progress = new ArrayList<>();
    List<Integer> progressBack = new ArrayList<>();

    assertThat(source.verifiedBackup(file)).isEmpty();
    source.backup(database, file, NAME, progress::add);
    BackupHeader header = source.verifiedBackup(file).orElseThrow();
    assertThat(header.name()).isEqualTo(NAME);
    assertThat(header.database()).isEqualTo(database);
    assertThat(header.sourceServer())
        .isEqualTo(sources.rows("master", "SELECT @@SERVERNAME").getFirst());
    assertThat(target.verifiedBackup(file)).contains(header);

    assertThat(target.lastRestored(restored)).isEmpty();
    target.restore(restored, file, progressBack::add);
    target.settle(restored);
    assertThat(target.lastRestored(restored)).contains(header.backupSet());
    assertThat(target.database(restored))
        .contains(new DatabaseState(restored, "ONLINE", "SIMPLE", "MULTI_USER"));
    assertThat(target.countRows(restored))
        .containsExactlyInAnyOrderElementsOf(source.countRows(database))
        .contains(new Table("dbo", "Journal", 2000));

    assertThat(progress).isSorted().endsWith(100);
    assertThat(progressBack).isSorted().endsWith(100);
  }

  @Test
  void a_restore_overwrites_what_is_there_and_ends_other_uses() throws Exception {
    fill(10);
    backUp();
    String restored = targets.create(database + "Copy");
    targets.run(restored, "CREATE TABLE dbo.leftover (id int NOT NULL PRIMARY KEY)");

    try (Connection other = SqlServerConnector.connection(to(), "other", restored)) {
      target.restore(restored, file, _ -> {});
      assertThat(other.isValid(5)).isFalse();
    }
    assertThat(target.tables(restored))
        .extracting(Table::qualifiedName)
        .containsExactlyInAnyOrder("dbo.Journal", "dbo.empty one");
  }

  @Test
  void a_backup_can_be_restored_under_another_name_beside_its_source() throws Exception {
    fill(10);
    backUp();
    String beside = sources.willDrop(database + " beside");

    source.restore(beside, file, _ -> {});
    assertThat(source.countRows(beside)).isEqualTo(source.countRows(database));
  }

  @Test
  void a_later_backup_replaces_the_file() throws Exception {
    fill(10);
    source.backup(database, file, "first", _ -> {});
    String first = source.verifiedBackup(file).orElseThrow().backupSet();
    source.backup(database, file, "second", _ -> {});

    assertThat(source.verifiedBackup(file).orElseThrow())
        .satisfies(
            header -> {
              assertThat(header.name()).isEqualTo("second");
              assertThat(header.backupSet()).isNotEqualTo(first);
            });
  }
}
