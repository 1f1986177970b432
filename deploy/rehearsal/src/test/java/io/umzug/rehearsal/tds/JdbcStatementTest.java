package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JdbcStatementTest {

  @TempDir static Path folder;
  private RunningServer server;
  private SQLServerConnection connection;

  @BeforeEach
  void connect() throws Exception {
    server = RunningServer.start(ServerTls.selfSigned(folder.resolve("server.p12")));
    connection = server.connect();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void a_chain_of_results_arrives_in_order_and_ends() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute("CHAIN");
      int count = statement.getUpdateCount();
      while (rows || count != -1) {
        if (rows) {
          ResultSet result = statement.getResultSet();
          result.next();
          seen.add(result.getMetaData().getColumnName(1) + "=" + result.getString(1));
        } else {
          seen.add("count " + count);
        }
        rows = statement.getMoreResults();
        count = statement.getUpdateCount();
      }
    }
    assertThat(seen).containsExactly("first=1", "count 3", "count 0", "second=zwei", "count 4");
  }

  @Test
  void an_update_has_its_count() throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE t")).isEqualTo(7);
    }
  }

  @Test
  void an_error_keeps_number_state_severity_and_text_and_the_connection() throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("FAIL"))
          .isInstanceOfSatisfying(
              com.microsoft.sqlserver.jdbc.SQLServerException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(3201);
                assertThat(e.getSQLServerError().getErrorSeverity()).isEqualTo(16);
                assertThat(e.getSQLServerError().getErrorState()).isEqualTo(2);
                assertThat(e.getSQLServerError().getServerName()).isEqualTo("REHEARSAL\\XPCONNECT");
              })
          .hasMessageContaining("Operating system error 5(Zugriff verweigert).");
      assertThat(statement.executeUpdate("UPDATE t")).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRONG", "BROKEN"})
  void a_fault_of_the_engine_is_an_error_and_not_the_connections_end(String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> {
                try (ResultSet result = statement.executeQuery(sql)) {
                  result.next();
                }
              })
          .hasMessageContaining("rehearsal's server failed");
      assertThat(statement.executeUpdate("UPDATE t")).isEqualTo(7);
    }
  }

  @Test
  void progress_is_seen_while_the_statement_runs() throws Exception {
    List<String> seen = new ArrayList<>();
    connection.setServerMessageHandler(
        message -> {
          seen.add(message.getErrorMessage());
          // The server waits for this after each message: one that comes late hangs the test.
          server.backend().goOn.release();
          return message;
        });
    try (Statement statement = connection.createStatement()) {
      statement.execute("PROGRESS");
    }
    assertThat(seen)
        .containsExactly("10 percent processed.", "20 percent processed.", "30 percent processed.");
  }

  @Test
  void a_streaming_result_can_be_cancelled() throws Exception {
    try (Statement statement = connection.createStatement()) {
      ResultSet result = statement.executeQuery("STREAM 1000000000");
      result.next();
      statement.cancel();
      assertThatThrownBy(
              () -> {
                while (result.next()) {
                  assertThat(result.getString(2)).startsWith("row number");
                }
              })
          .isInstanceOf(SQLException.class);
    }
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE t")).isEqualTo(7);
    }
  }

  @Test
  void a_result_is_closed_long_before_its_end() throws Exception {
    try (Statement statement = connection.createStatement()) {
      ResultSet result = statement.executeQuery("STREAM 1000000000");
      result.next();
      statement.cancel();
      statement.close();
    }
    assertThat(connection.isValid(10)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void a_silent_statement_can_be_cancelled_again_and_again(String encrypt) throws Exception {
    try (Connection own = server.connect("encrypt", encrypt, "trustServerCertificate", "true");
        Statement statement = own.createStatement()) {
      for (int i = 0; i < 20; i++) {
        Thread canceller =
            Thread.ofVirtual()
                .start(
                    () -> {
                      server.backend().running.acquireUninterruptibly();
                      try {
                        statement.cancel();
                      } catch (SQLException e) {
                        throw new IllegalStateException(e);
                      }
                    });
        assertThatThrownBy(() -> statement.execute("WAIT")).isInstanceOf(SQLException.class);
        canceller.join();
        assertThat(statement.executeUpdate("UPDATE t")).isEqualTo(7);
      }
    }
  }

  @Test
  void a_million_rows_stream_through() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("STREAM 1000000")) {
      long rows = 0;
      while (result.next()) {
        assertThat(result.getLong(1) == rows).isTrue();
        rows++;
      }
      assertThat(rows).isEqualTo(1_000_000);
    }
  }

  @Test
  void a_reset_in_the_middle_of_a_statement_breaks_the_connection_only() throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> {
                try (ResultSet result = statement.executeQuery("RESET")) {
                  while (result.next()) {
                    assertThat(result.getInt(1)).isEqualTo(1);
                  }
                }
              })
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("reset");
    }
    assertThat(connection.isClosed()).isTrue();
    assertThat(server.backend().closed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    try (Connection next = server.connect()) {
      assertThat(next.isValid(10)).isTrue();
    }
  }

  @Test
  void a_batch_of_prepared_statements_is_many_calls_in_one_message() throws Exception {
    try (PreparedStatement insert = connection.prepareStatement("INSERT t VALUES (?, ?)")) {
      for (int run = 0; run < 3; run++) {
        for (int i = 0; i < 500; i++) {
          insert.setInt(1, i);
          insert.setString(2, "Zeile " + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(500).containsOnly(1);
      }
    }
    assertThat(server.backend().heard()).contains("[499, Zeile 499]");
    assertThat(server.backend().heard().stream().filter(line -> line.startsWith("[0,"))).hasSize(3);
  }

  @Test
  void a_batch_goes_on_after_a_call_that_fails() throws Exception {
    try (PreparedStatement insert = connection.prepareStatement("INSERT t VALUES (?)")) {
      for (int value : new int[] {1, -1, 2}) {
        insert.setInt(1, value);
        insert.addBatch();
      }
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> assertThat(e.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1));
    }
  }

  @Test
  void a_batch_of_texts_has_a_count_for_each() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("UPDATE a");
      statement.addBatch("UPDATE b");
      assertThat(statement.executeBatch()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepexec", "prepare", "none", "scopeTempTablesToConnection"})
  void a_statement_is_prepared_executed_again_and_forgotten(String method) throws Exception {
    try (Connection own =
        server.connect("prepareMethod", method, "statementPoolingCacheSize", "0")) {
      for (int round = 0; round < 3; round++) {
        try (PreparedStatement echo = own.prepareStatement("ECHO ?")) {
          for (int i = 0; i < 5; i++) {
            echo.setInt(1, i);
            try (ResultSet result = echo.executeQuery()) {
              result.next();
              assertThat(result.getInt(1)).isEqualTo(i);
            }
          }
        }
      }
    }
  }

  @Test
  void the_driver_turns_transactions_into_text() throws Exception {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("INSERT t VALUES (?)")) {
      insert.setInt(1, 1);
      insert.executeUpdate();
    }
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(server.backend().heard())
        .map(line -> line.toUpperCase(java.util.Locale.ROOT).trim())
        .contains("SET IMPLICIT_TRANSACTIONS ON")
        .contains("IF @@TRANCOUNT > 0 COMMIT TRAN")
        .contains("IF @@TRANCOUNT > 0 ROLLBACK TRAN");
  }

  @Test
  void output_parameters_come_back() throws Exception {
    try (CallableStatement call = connection.prepareCall("{? = call dbo.proc(?, ?, ?)}")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setString(2, "in");
      call.registerOutParameter(3, Types.INTEGER);
      call.registerOutParameter(4, Types.NVARCHAR);
      call.execute();
      assertThat(call.getInt(3)).isEqualTo(42);
      assertThat(call.getString(4)).isEqualTo("zweiundvierzig");
    }
    assertThat(server.backend().heard()).anyMatch(line -> line.startsWith("EXEC "));
  }

  @Test
  void ten_connections_work_at_once() throws Exception {
    List<Thread> threads =
        IntStream.range(0, 10)
            .mapToObj(
                number ->
                    Thread.ofVirtual()
                        .unstarted(
                            () -> {
                              try (Connection own = server.connect();
                                  Statement statement = own.createStatement();
                                  ResultSet rows = statement.executeQuery("STREAM 20000")) {
                                int count = 0;
                                while (rows.next()) {
                                  count++;
                                }
                                server.backend().heard.add("all " + count);
                              } catch (SQLException e) {
                                server.backend().heard.add(e.toString());
                              }
                            }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(server.backend().heard().stream().filter("all 20000"::equals)).hasSize(10);
  }
}
