package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerConnectionPoolDataSource;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JdbcConnectionTest {

  @TempDir static Path folder;
  private static ServerTls tls = ServerTls.off();

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = ServerTls.selfSigned(folder.resolve("server.p12"));
  }

  @Test
  void a_server_without_tls_takes_a_client_that_wants_none() throws Exception {
    try (RunningServer server = RunningServer.start(ServerTls.off());
        Connection connection = server.connect("encrypt", "false")) {
      assertThat(ask(connection, "plain")).isEqualTo("plain");
    }
  }

  @Test
  void a_server_without_tls_refuses_a_client_that_wants_it() throws Exception {
    try (RunningServer server = RunningServer.start(ServerTls.off())) {
      assertThatThrownBy(() -> server.connect("encrypt", "true", "trustServerCertificate", "true"))
          .isInstanceOf(SQLServerException.class)
          .hasMessageContaining("SSL");
      assertThat(server.backend().logins).isEmpty();
    }
  }

  @Test
  void the_login_alone_is_encrypted_for_encrypt_false() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection = server.connect("encrypt", "false")) {
      assertThat(ask(connection, "login only")).isEqualTo("login only");
    }
  }

  @Test
  void everything_is_encrypted_for_encrypt_true() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection =
            server.connect("encrypt", "true", "trustServerCertificate", "true")) {
      assertThat(ask(connection, "x".repeat(100_000))).hasSize(100_000);
    }
  }

  @Test
  void a_client_that_knows_the_certificate_trusts_it() throws Exception {
    try (RunningServer server = RunningServer.start(tls)) {
      String[] settings = server.strict(folder);
      settings[1] = "true";
      try (Connection connection = server.connect(settings)) {
        assertThat(ask(connection, "trusted")).isEqualTo("trusted");
      }
      assertThatThrownBy(() -> server.connect("encrypt", "true"))
          .hasMessageContaining("certificate");
    }
  }

  @Test
  void a_server_that_requires_tls_encrypts_encrypt_false_too() throws Exception {
    try (RunningServer server = RunningServer.start(tls.required());
        Connection connection =
            server.connect("encrypt", "false", "trustServerCertificate", "true")) {
      assertThat(ask(connection, "required")).isEqualTo("required");
    }
  }

  @Test
  void strict_is_tds_8() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection = server.connect(server.strict(folder))) {
      assertThat(ask(connection, "s".repeat(100_000))).hasSize(100_000);
    }
  }

  @Test
  void the_certificate_stays_when_the_server_starts_anew() throws Exception {
    ServerTls again = ServerTls.selfSigned(folder.resolve("server.p12"));

    assertThat(again.certificate()).isEqualTo(tls.certificate());
  }

  @Test
  void the_login_says_who_what_and_where() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        SQLServerConnection connection =
            server.connect(
                "databaseName", "XPDATA", "applicationName", "Umzug", "workstationID", "ALT")) {
      SqlBackend.Login login = server.backend().logins.element();
      assertThat(login)
          .isEqualTo(
              new SqlBackend.Login(
                  "sa", ScriptedBackend.PASSWORD, "XPDATA", "Umzug", "ALT", false));
      assertThat(connection.getCatalog()).isEqualTo("XPDATA");
      assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo("15.00.2000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void a_wrong_password_is_error_18456(String encrypt) throws Exception {
    try (RunningServer server = RunningServer.start(tls)) {
      assertThatThrownBy(
              () ->
                  server.connect(
                      "password", "wrong", "encrypt", encrypt, "trustServerCertificate", "true"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(18456))
          .hasMessageContaining("Login failed for user 'sa'.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "4096", "8000", "32767"})
  void any_packet_size_will_do(String packetSize) throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection = server.connect("packetSize", packetSize)) {
      assertThat(ask(connection, "y".repeat(50_001))).hasSize(50_001);
    }
  }

  @Test
  void use_changes_the_database_that_the_driver_knows() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE XPVDIR");
      assertThat(connection.getCatalog()).isEqualTo("XPVDIR");
    }
  }

  @Test
  void a_pooled_connection_that_is_handed_on_gets_a_fresh_session() throws Exception {
    try (RunningServer server = RunningServer.start(tls)) {
      SQLServerConnectionPoolDataSource source = new SQLServerConnectionPoolDataSource();
      source.setURL("jdbc:sqlserver://localhost:" + server.port());
      source.setUser(RunningServer.USER);
      source.setPassword(ScriptedBackend.PASSWORD);
      source.setEncrypt("false");
      PooledConnection pooled = source.getPooledConnection();
      try (Connection first = pooled.getConnection();
          Statement statement = first.createStatement()) {
        statement.execute("USE XPDATA");
        assertThat(ask(first, "DATABASE")).isEqualTo("XPDATA");
      }
      try (Connection second = pooled.getConnection()) {
        assertThat(ask(second, "DATABASE")).isEqualTo("master");
      }
      pooled.close();
      assertThat(server.backend().logins).hasSize(2);
    }
  }

  @Test
  void the_session_is_closed_when_the_client_has_gone() throws Exception {
    try (RunningServer server = RunningServer.start(tls)) {
      server.connect().close();
      assertThat(server.backend().closed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_closing_server_ends_what_runs() throws Exception {
    try (RunningServer server = RunningServer.start(tls);
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThatThrownBy(() -> statement.execute("WAIT"))
                          .isInstanceOf(SQLException.class));
      server.backend().running.acquire();
      server.close();
      waiting.join();
      assertThat(server.backend().heard()).contains("cancelled");
    }
  }

  private static String ask(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(text)) {
      assertThat(result.next()).isTrue();
      String answer = result.getString(1);
      assertThat(result.next()).isFalse();
      return answer;
    }
  }
}
