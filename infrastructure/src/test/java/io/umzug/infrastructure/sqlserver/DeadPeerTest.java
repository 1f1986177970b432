package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.ConnectionTrouble;
import io.umzug.domain.diagnosis.Diagnosis;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that answers no more, while its connection stands. */
@Timeout(60)
class DeadPeerTest {

  private static final Duration LOGIN = Duration.ofSeconds(10);

  private LyingServer server;
  private CuttingProxy wire;

  @BeforeEach
  void start() throws Exception {
    server = new LyingServer(Map.of());
    wire = new CuttingProxy(server.port());
  }

  @AfterEach
  void stop() throws Exception {
    wire.close();
    server.close();
  }

  private SqlServerAccess access(SqlServerTimeouts timeouts) {
    return new SqlServerAccess(
            "SQLNEW",
            new SqlServerEndpoint("localhost", "", wire.port()),
            new SqlLogin("umzug", () -> "secret"),
            new SqlServerEncryption(Mode.OPTIONAL, null, null, null, false))
        .with(timeouts);
  }

  private SqlServerSession open(SqlServerTimeouts timeouts) {
    return SqlServerConnector.open(access(timeouts), "x", "master");
  }

  private static Diagnosis ended(SqlServerSession session, String sql, ConnectionTrouble how) {
    SqlServerFailure failure = catchThrowableOfType(SqlServerFailure.class, () -> session.run(sql));
    assertThat(failure.errors()).isEmpty();
    assertThat(failure.connection()).isEqualTo(how);
    return SqlFailures.diagnose("look at XPDATA", failure);
  }

  @Test
  void silence_beyond_its_limit_ends_the_conversation() {
    SqlServerTimeouts short_ =
        new SqlServerTimeouts(LOGIN, Duration.ZERO, Duration.ZERO, Duration.ofMillis(200));
    try (SqlServerSession session = open(short_)) {
      session.run("SELECT 1");
      wire.fallSilent();
      Diagnosis diagnosis = ended(session, "SELECT 1", new ConnectionTrouble.FellSilent());

      assertThat(diagnosis.rules()).containsExactly("R27");
      assertThat(diagnosis.remedy()).contains("leave 'socket-timeout' at zero");
      assertThat(diagnosis.exactText()).contains("Read timed out");
      assertThat(ended(session, "SELECT 1", new ConnectionTrouble.Broken()).exactText())
          .contains("closed");
    }
  }

  @Test
  void a_statement_beyond_its_time_is_cancelled_at_the_server() {
    SqlServerTimeouts short_ =
        new SqlServerTimeouts(LOGIN, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ZERO);
    try (SqlServerSession session = open(short_)) {
      Diagnosis diagnosis =
          ended(session, "WAITFOR DELAY '10:00'", new ConnectionTrouble.TookTooLong());

      assertThat(diagnosis.remedy()).contains("raise 'query-timeout'");
      assertThat(diagnosis.exactText()).contains("timed out");
      session.run("SELECT 1");
    }
  }

  @Test
  void a_connection_that_breaks_in_a_statement() {
    try (SqlServerSession session = open(SqlServerTimeouts.USUAL)) {
      wire.cutAt(1, false);
      assertThat(ended(session, "SELECT 1", new ConnectionTrouble.Broken()).rules())
          .containsExactly("R27");
    }
  }

  /** An hours-long BACKUP is silent, too: only the machine below can tell it from a dead server. */
  @Test
  void without_a_limit_for_silence_the_machine_asks_whether_the_other_is_there() throws Exception {
    try (SQLServerConnection connection =
        SqlServerConnector.connection(access(SqlServerTimeouts.USUAL), "x", "master")) {
      Object channel = inside(SQLServerConnection.class, connection, "tdsChannel");
      Socket socket = (Socket) inside(channel.getClass(), channel, "tcpSocket");

      assertThat(socket.getSoTimeout()).isZero();
      assertThat(connection.getNetworkTimeout()).isZero();
      assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
      assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(1);
    }
  }

  private static Object inside(Class<?> type, Object object, String field)
      throws ReflectiveOperationException {
    Field hidden = type.getDeclaredField(field);
    hidden.setAccessible(true);
    return hidden.get(object);
  }
}
