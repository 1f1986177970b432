package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.Rig.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.TdsServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's driver over a real socket, with the engine behind the wire. */
class JdbcEndToEndTest {

  private static final String ODD = "[it's ]]odd[]";
  private static final String BACKUP =
      "BACKUP DATABASE %s TO DISK = N'%s' WITH COPY_ONLY, CHECKSUM, FORMAT, INIT, STATS = 5, NAME ="
          + " N'umzug'";

  @TempDir Path folder;
  private Rig rig;
  private TdsServer oldServer;
  private TdsServer newServer;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig(folder);
    oldServer = TdsServer.start(InetAddress.getLoopbackAddress(), 0, rig.old, ServerTls.off());
    newServer = TdsServer.start(InetAddress.getLoopbackAddress(), 0, rig.target, ServerTls.off());
    rig.old.run("master", "CREATE DATABASE " + ODD);
    rig.old.run("it's ]odd[", "CREATE TABLE [Some Rows] (id int PRIMARY KEY, n nvarchar(40))");
    rig.old.load(
        "it's ]odd[",
        h2 -> {
          try (Statement statement = h2.createStatement()) {
            statement.execute(
                "INSERT INTO \"Some Rows\" SELECT X, 'Zürich ' || X FROM SYSTEM_RANGE(1, 10000)");
          }
        });
  }

  @AfterEach
  void close() {
    oldServer.close();
    newServer.close();
    rig.close();
  }

  private static SQLServerConnection connect(TdsServer server, String application)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "sa");
    properties.setProperty("password", "Geheim1!");
    properties.setProperty("encrypt", "false");
    properties.setProperty("connectRetryCount", "0");
    properties.setProperty("applicationName", application);
    return (SQLServerConnection)
        DriverManager.getConnection("jdbc:sqlserver://localhost:" + server.port(), properties);
  }

  /** Executes and reads the result stream to its end. */
  private static void drain(Statement statement, String sql) throws SQLException {
    boolean rows = statement.execute(sql);
    while (rows || statement.getUpdateCount() != -1) {
      rows = statement.getMoreResults();
    }
  }

  private static float percent(SQLServerConnection watcher, String application)
      throws SQLException {
    try (PreparedStatement query =
        watcher.prepareStatement(
            "SELECT r.session_id, r.command, r.percent_complete, r.start_time,"
                + " r.estimated_completion_time, s.program_name, r.database_id FROM"
                + " sys.dm_exec_requests r JOIN sys.dm_exec_sessions s ON s.session_id ="
                + " r.session_id WHERE s.program_name = ? AND r.command IN (N'BACKUP DATABASE',"
                + " N'RESTORE DATABASE')")) {
      query.setString(1, application);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getFloat("percent_complete") : -1;
      }
    }
  }

  @Test
  void a_backup_is_watched_live_and_restored_on_the_new_server() throws Exception {
    List<String> messages = new CopyOnWriteArrayList<>();
    List<Float> watched = new CopyOnWriteArrayList<>();
    try (SQLServerConnection worker = connect(oldServer, "umzug/1/backup");
        SQLServerConnection watcher = connect(oldServer, "umzug/1/watch");
        Statement statement = worker.createStatement()) {
      rig.arm("slow-disk=1@backup");
      worker.setServerMessageHandler(
          message -> {
            messages.add(message.getErrorMessage());
            try {
              watched.add(percent(watcher, "umzug/1/backup"));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
            return message;
          });
      drain(statement, BACKUP.formatted(ODD, share("odd.bak")));
    }
    assertThat(messages).startsWith("5 percent processed.", "10 percent processed.");
    assertThat(messages.getLast()).startsWith("BACKUP DATABASE successfully processed");
    assertThat(watched.subList(0, 10)).isSorted().allMatch(value -> value >= 5 && value < 100);

    try (SQLServerConnection worker = connect(newServer, "umzug/1/restore");
        Statement statement = worker.createStatement()) {
      drain(
          statement,
          "RESTORE DATABASE [NEW one] FROM DISK = N'"
              + share("odd.bak")
              + "' WITH REPLACE, CHECKSUM, STATS = 5, MOVE N'it''s ]odd[' TO N'D:\\n.mdf', MOVE"
              + " N'it''s ]odd[_log' TO N'D:\\n.ldf'");
      try (ResultSet row =
          statement.executeQuery("SELECT COUNT_BIG(*), MAX(n) FROM [NEW one].[dbo].[Some Rows]")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(1)).isEqualTo(10000);
        assertThat(row.getString(2)).isEqualTo("Zürich 9999");
      }
      try (ResultSet header =
          statement.executeQuery("RESTORE HEADERONLY FROM DISK = N'" + share("odd.bak") + "'")) {
        assertThat(header.next()).isTrue();
        assertThat(header.getString("DatabaseName")).isEqualTo("it's ]odd[");
        assertThat(header.getTimestamp("BackupFinishDate"))
            .isAfterOrEqualTo(header.getTimestamp("BackupStartDate"));
      }
    }
  }

  @Test
  void a_cancelled_backup_ends_soon_and_the_connection_lives_on() throws Exception {
    rig.arm("slow-disk@backup");
    try (SQLServerConnection worker = connect(oldServer, "umzug/2/backup");
        Statement statement = worker.createStatement()) {
      CompletableFuture<Void> begun = new CompletableFuture<>();
      worker.setServerMessageHandler(
          message -> {
            begun.complete(null);
            return message;
          });
      CompletableFuture<Void> cancelled =
          begun.thenAcceptAsync(
              _ -> {
                try {
                  statement.cancel();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThatThrownBy(() -> drain(statement, BACKUP.formatted(ODD, share("odd.bak"))))
          .isInstanceOf(SQLException.class);
      cancelled.get(10, TimeUnit.SECONDS);
      try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM msdb.dbo.backupset")) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
    assertThat(rig.journal("it's ]odd[")).endsWith("backup-started", "backup-aborted");
  }

  @Test
  void a_reset_connection_is_gone_and_a_new_one_succeeds() throws Exception {
    rig.arm("connection-reset@backup");
    try (SQLServerConnection worker = connect(oldServer, "umzug/3/backup");
        Statement statement = worker.createStatement()) {
      assertThatThrownBy(() -> drain(statement, BACKUP.formatted(ODD, share("odd.bak"))))
          .isInstanceOf(SQLException.class);
      assertThat(worker.isClosed() || !worker.isValid(2)).isTrue();
    }
    try (SQLServerConnection worker = connect(oldServer, "umzug/3/backup");
        Statement statement = worker.createStatement()) {
      drain(statement, BACKUP.formatted(ODD, share("odd.bak")));
    }
    assertThat(rig.journal("it's ]odd[")).contains("backup-aborted").endsWith("backup-completed");
  }

  @Test
  void error_5_arrives_with_number_and_text() throws Exception {
    rig.arm("share-denied");
    try (SQLServerConnection worker = connect(oldServer, "umzug/4/backup");
        Statement statement = worker.createStatement()) {
      assertThatThrownBy(() -> drain(statement, BACKUP.formatted(ODD, share("odd.bak"))))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(3201))
          .hasMessageContaining("Operating system error 5(Access is denied.)");
    }
  }

  @Test
  void prepared_statements_keys_and_transactions_work() throws Exception {
    try (SQLServerConnection connection = connect(newServer, "app");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE d");
      statement.execute("USE d");
      assertThat(connection.getCatalog()).isEqualTo("d");
      statement.execute(
          "CREATE TABLE t (id int IDENTITY PRIMARY KEY, n nvarchar(20), at datetime2)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO t (n, at) VALUES (?, SYSDATETIME())", Statement.RETURN_GENERATED_KEYS)) {
        for (int i = 1; i <= 3; i++) {
          insert.setString(1, "it's " + i);
          assertThat(insert.executeUpdate()).isEqualTo(1);
          try (ResultSet key = insert.getGeneratedKeys()) {
            assertThat(key.next()).isTrue();
            assertThat(key.getInt(1)).isEqualTo(i);
          }
        }
        connection.rollback();
        for (int i = 0; i < 3; i++) {
          insert.setString(1, "again");
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        connection.commit();
      }
      try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(3);
      }
    }
  }
}
