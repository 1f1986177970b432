package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierSessionsTest {

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServerSession session;
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    session = new SqlServerSession(NEW, open("umzug/work"));
  }

  @AfterEach
  void stop() {
    session.close();
    estate.close();
  }

  private SQLServerConnection open(String application) throws SQLException {
    String url =
        "jdbc:sqlserver://localhost:%d;encrypt=true;trustServerCertificate=true;user=%s;password={%s};applicationName=%s"
            .formatted(estate.newServer.port(), OPERATOR, PASSWORD, application);
    Connection connection = DriverManager.getConnection(url);
    return connection.unwrap(SQLServerConnection.class);
  }

  @Test
  void only_other_sessions_of_the_same_work_are_ended() throws Exception {
    try (Connection earlier = open("umzug/work");
        Connection second = open("umzug/work");
        Connection foreign = open("umzug/other")) {
      assertThat(new EarlierSessions(session, "umzug/work", pauses::add).end()).isEqualTo(2);

      assertThatThrownBy(() -> earlier.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> second.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      assertThat(foreign.createStatement().execute("SELECT 1")).isTrue();
      assertThat(session.query(row -> row.getInt(1), "SELECT 1")).containsExactly(1);
    }
  }

  @Test
  void what_an_earlier_attempt_of_the_same_move_left_is_ended_too() throws Exception {
    try (Connection attempt = open("umzug/acme/12/RESTORE_DATABASES/1");
        Connection other = open("umzug/acme2/12/RESTORE_DATABASES/1")) {
      EarlierSessions retry =
          new EarlierSessions(session, "umzug/acme/12/RESTORE_DATABASES/2", pauses::add);
      assertThat(retry.end()).isEqualTo(1);
      assertThatThrownBy(() -> attempt.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      assertThat(other.createStatement().execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void a_login_that_sees_only_itself_is_known() throws Exception {
    assertThat(new EarlierSessions(session, "umzug/work", pauses::add).isAllSeen()).isTrue();
    SQLServerConnection guest =
        DriverManager.getConnection(
                "jdbc:sqlserver://localhost:%d;encrypt=true;trustServerCertificate=true;user=guest;password=guest"
                    .formatted(estate.newServer.port()))
            .unwrap(SQLServerConnection.class);
    try (SqlServerSession blind = new SqlServerSession(NEW, guest)) {
      assertThat(new EarlierSessions(blind, "umzug/work", pauses::add).isAllSeen()).isFalse();
    }
  }

  @Test
  void without_earlier_sessions_nothing_is_done_and_nothing_waited_for() {
    assertThat(new EarlierSessions(session, "umzug/work", pauses::add).end()).isZero();
    assertThat(pauses).isEmpty();
  }
}
