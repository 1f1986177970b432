package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.diagnosis.SqlServerDiagnosis;
import io.umzug.domain.diagnosis.SqlServerTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Success is what a look at the server shows, never the absence of an exception. */
class LookAfterwardsTest {

  private static final Map<String, List<String>> RESTORING =
      Map.of(
          "@@SPID",
          List.of("51"),
          "sys.databases",
          List.of("XPDATA", "RESTORING", "SIMPLE", "MULTI_USER"),
          "InstanceDefaultDataPath",
          List.of("D:\\", "D:\\"));

  private static void isDeniedByALook(ThrowingCallable attempt, String instead) {
    SqlServerFailure failure = catchThrowableOfType(SqlServerFailure.class, attempt);
    assertThat(failure).hasMessageContaining(instead);
    assertThat(failure.errors()).isEmpty();
    assertThat(
            SqlServerDiagnosis.of(
                    new SqlServerTrouble(
                        "LIAR",
                        "work",
                        failure.errors(),
                        String.valueOf(failure.getMessage()),
                        List.of(),
                        ""))
                .cause())
        .contains("a look at the server shows that it was not done");
  }

  private static JdbcSqlServer over(LyingServer liar) throws Exception {
    return new JdbcSqlServer(
        liar.connect(),
        () -> {
          throw new AssertionError("nothing to watch");
        },
        Duration.ofHours(1),
        "umzug/work");
  }

  @Test
  void a_backup_that_history_does_not_know_has_failed() throws Exception {
    try (LyingServer liar = new LyingServer(Map.of("@@SPID", List.of("51")));
        JdbcSqlServer server = over(liar)) {
      isDeniedByALook(
          () -> server.backup("XPDATA", "\\\\S\\x.bak", "name", _ -> {}),
          "its history does not know the backup 'name'");
    }
  }

  @Test
  void a_backup_that_history_knew_before_is_not_this_one() throws Exception {
    try (LyingServer liar =
            new LyingServer(
                Map.of("@@SPID", List.of("51"), "msdb.dbo.backupset", List.of("AAAA")));
        JdbcSqlServer server = over(liar)) {
      isDeniedByALook(
          () -> server.backup("XPDATA", "\\\\S\\x.bak", "name", _ -> {}), "does not know");
    }
  }

  @Test
  void a_restored_database_that_is_still_restoring_has_failed() throws Exception {
    try (LyingServer liar = new LyingServer(RESTORING);
        JdbcSqlServer server = over(liar)) {
      isDeniedByALook(
          () -> server.restore("XPDATA", "\\\\S\\x.bak", _ -> {}),
          "the database 'XPDATA' is RESTORING");
      isDeniedByALook(() -> server.settle("XPDATA"), "the database 'XPDATA' is RESTORING");
    }
  }

  /** A login that is seen and yet not found, as one that is dropped just then. */
  @Test
  void an_owner_whom_the_server_does_not_find_gives_way_to_sa() throws Exception {
    try (LyingServer liar =
            new LyingServer(
                Map.of(
                    "state_desc",
                    List.of("XPDATA", "ONLINE", "SIMPLE", "MULTI_USER"),
                    "sys.database_principals AS d",
                    List.of("CORP\\gone"),
                    "sys.databases AS d",
                    List.of("umzug"),
                    "SUSER_SNAME(0x01)",
                    List.of("sa")));
        JdbcSqlServer server = over(liar)) {
      liar.refuse("TO [CORP\\gone]", 15151);
      isDeniedByALook(() -> server.settle("XPDATA"), "the owner of 'XPDATA' is no login");
      assertThat(liar.heard()).contains("ALTER AUTHORIZATION ON DATABASE::[XPDATA] TO [sa]");
    }
  }

  @Test
  void a_created_database_that_is_not_there_has_failed() throws Exception {
    try (LyingServer liar = new LyingServer(Map.of());
        JdbcSqlServer server = over(liar)) {
      isDeniedByALook(() -> server.createDatabase("XPDATA"), "there is no database 'XPDATA'");
      isDeniedByALook(
          () -> server.grantDatabaseOwner("XPDATA", "A\\b"), "there is no login 'A\\b'");
    }
  }

  @Test
  void killed_sessions_that_stay_are_waited_for_two_minutes() throws Exception {
    List<Duration> pauses = new ArrayList<>();
    try (LyingServer liar =
            new LyingServer(Map.of("dm_exec_sessions", List.of("77", "umzug/work")));
        SqlServerSession session = liar.connect()) {
      isDeniedByALook(
          () -> new EarlierSessions(session, "umzug/work", pauses::add).end(),
          "the sessions [77] are still there");
      assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
          .isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  void waiting_for_killed_sessions_can_be_interrupted() throws Exception {
    try (LyingServer liar =
            new LyingServer(Map.of("dm_exec_sessions", List.of("77", "umzug/work")));
        SqlServerSession session = liar.connect()) {
      EarlierSessions sessions =
          new EarlierSessions(
              session,
              "umzug/work",
              _ -> {
                throw new InterruptedException();
              });
      assertThatThrownBy(sessions::end).isInstanceOf(WorkInterrupted.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
