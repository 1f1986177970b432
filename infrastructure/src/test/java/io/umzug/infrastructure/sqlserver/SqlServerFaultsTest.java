package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.ODD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.SqlServerDiagnosis;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.diagnosis.SqlServerTrouble;
import io.umzug.rehearsal.estate.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqlServerFaultsTest {

  private static final String FILE = SHARE + "\\XPDATA.bak";

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServer source;
  private SqlServer target;

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    estate.fill("XPDATA", 500);
    source = estate.connect(OLD, "work/source");
    target = estate.connect(NEW, "work/target");
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    estate.close();
  }

  private static SqlServerFailure failure(ThrowingCallable attempt) {
    SqlServerFailure failure = catchThrowableOfType(SqlServerFailure.class, attempt);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static List<Integer> numbers(SqlServerFailure failure) {
    return failure.errors().stream().map(SqlServerError::number).toList();
  }

  private static Diagnosis diagnosis(SqlServerFailure failure, List<String> accounts) {
    return SqlServerDiagnosis.of(
        new SqlServerTrouble(
            failure.server(),
            "backup of XPDATA",
            failure.errors(),
            String.valueOf(failure.getMessage()),
            accounts,
            FILE));
  }

  private void backup() {
    source.backup("XPDATA", FILE, "work", _ -> {});
  }

  @Test
  void a_denied_share_names_the_servers_account() {
    estate.arm("share-denied");
    SqlServerFailure failure = failure(this::backup);
    Diagnosis diagnosis = diagnosis(failure, source.serviceAccounts());

    assertThat(numbers(failure)).containsExactly(3201, 3013);
    assertThat(diagnosis.rules()).containsExactly("B3", "B7");
    assertThat(diagnosis.cause())
        .contains("NT Service\\MSSQL$XPCONNECT (over the network it appears as DOMAIN\\OLDXP$)");
    assertThat(diagnosis.exactText())
        .contains("Operating system error 5(Access is denied.)")
        .contains("Msg 3013, Level 16");

    estate.mend(Fault.SHARE_DENIED);
    backup();
    assertThat(source.verifiedBackup(FILE)).isPresent();
  }

  @Test
  void a_denied_share_is_a_failure_of_reading_and_no_missing_backup() {
    backup();
    estate.arm("share-denied");

    assertThat(numbers(failure(() -> target.verifiedBackup(FILE)))).contains(3201);
    assertThat(numbers(failure(() -> target.restore("XPDATA", FILE, _ -> {})))).contains(3201);
  }

  @Test
  void a_full_disk_is_called_full() {
    estate.arm("disk-full");
    SqlServerFailure failure = failure(this::backup);

    assertThat(numbers(failure)).containsExactly(3202, 3013);
    assertThat(diagnosis(failure, List.of()).cause()).contains("had no space left");
    assertThat(diagnosis(failure, List.of()).rules()).containsExactly("B2");

    estate.mend(Fault.DISK_FULL);
    assertThat(source.verifiedBackup(FILE)).isEmpty();
    backup();
    assertThat(source.verifiedBackup(FILE)).isPresent();
  }

  @Test
  void a_path_that_is_not_there_is_called_so() {
    String nowhere = "\\\\NOWHERE\\share\\x.bak";
    SqlServerFailure failure = failure(() -> source.backup("XPDATA", nowhere, "work", _ -> {}));
    assertThat(diagnosis(failure, List.of()).cause()).contains("could not find the path");
    assertThat(numbers(failure(() -> source.verifiedBackup(nowhere)))).contains(3201);
  }

  @Test
  void a_restore_that_breaks_is_repeated_over_what_it_left() {
    backup();
    estate.arm("restore-fails=1");
    SqlServerFailure failure = failure(() -> target.restore("XPDATA", FILE, _ -> {}));

    assertThat(numbers(failure)).contains(3013);
    assertThat(target.database("XPDATA").map(DatabaseState::state)).contains("RESTORING");
    assertThat(target.lastRestored("XPDATA")).isEmpty();
    assertThat(diagnosis(failure, List.of()).exactText()).contains("3013");

    target.restore("XPDATA", FILE, _ -> {});
    assertThat(target.countRows("XPDATA")).isEqualTo(source.countRows("XPDATA"));
  }

  @Test
  void a_connection_reset_in_the_middle_has_no_errors_and_is_never_taken_for_success() {
    estate.arm("connection-reset@backup");
    SqlServerFailure failure = failure(this::backup);

    assertThat(failure.errors()).isEmpty();
    assertThat(diagnosis(failure, List.of()).rules()).containsExactly("R27");
    assertThat(failure(() -> source.facts()).errors()).isEmpty();

    try (SqlServer next = estate.connect(OLD, "work/source")) {
      next.endEarlierSessions();
      assertThat(next.verifiedBackup(FILE)).isEmpty();
      next.backup("XPDATA", FILE, "work", _ -> {});
      assertThat(next.verifiedBackup(FILE)).isPresent();
    }
  }

  @Test
  void a_connection_reset_in_a_restore_leaves_a_database_to_restore_over() {
    backup();
    estate.arm("connection-reset@restore");
    assertThat(failure(() -> target.restore("XPDATA", FILE, _ -> {})).errors()).isEmpty();

    try (SqlServer next = estate.connect(NEW, "work/target")) {
      next.endEarlierSessions();
      assertThat(next.lastRestored("XPDATA")).isEmpty();
      next.restore("XPDATA", FILE, _ -> {});
      assertThat(next.countRows("XPDATA")).isEqualTo(source.countRows("XPDATA"));
    }
  }

  @Test
  void a_newer_servers_backup_cannot_go_to_an_older_server() throws Exception {
    estate.newInstance.run("master", "CREATE DATABASE [XPNEWER]");
    target.backup("XPNEWER", FILE, "work", _ -> {});
    SqlServerFailure failure = failure(() -> source.restore("XPNEWER", FILE, _ -> {}));

    assertThat(numbers(failure)).contains(3169);
    assertThat(diagnosis(failure, List.of()).rules()).contains("M1");
  }

  @Test
  void a_restore_that_is_refused_before_it_begins_leaves_the_database_open_to_its_users() {
    target.createDatabase("XPDATA");
    target.backup("XPDATA", FILE, "work", _ -> {});
    assertThat(numbers(failure(() -> source.restore("XPDATA", FILE, _ -> {})))).contains(3169);

    assertThat(source.database("XPDATA"))
        .get()
        .extracting(DatabaseState::state, DatabaseState::userAccess)
        .containsExactly("ONLINE", "MULTI_USER");
    assertThat(source.countRows("XPDATA")).hasSize(2);
  }

  @Test
  void without_the_right_a_restore_is_refused_by_R33() {
    backup();
    try (SqlServer guest =
        estate.serversAs("guest", "guest").connect(estate.estate(), NEW, "guest")) {
      SqlServerFailure failure = failure(() -> guest.restore("XPDATA", FILE, _ -> {}));
      assertThat(diagnosis(failure, List.of()).rules()).contains("R33");
    }
  }

  @Test
  void an_unknown_database_is_not_backed_up() {
    SqlServerFailure failure = failure(() -> source.backup(ODD, FILE, "work", _ -> {}));
    assertThat(numbers(failure)).containsExactly(911, 3013);
  }

  @Test
  void a_wrong_password_is_a_login_failure_and_stays_unsaid() {
    String wrong = "not-" + PASSWORD;
    SqlServerFailure failure =
        failure(() -> estate.serversAs(OPERATOR, wrong).connect(estate.estate(), NEW, "x"));

    assertThat(numbers(failure)).containsExactly(18456);
    assertThat(diagnosis(failure, List.of()).cause()).contains("name or password are wrong");
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(wrong).doesNotContain(PASSWORD);
  }

  @Test
  void a_server_that_is_not_there_is_a_matter_of_reaching_it() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    JdbcSqlServers servers =
        new JdbcSqlServers(
            Map.of("test", List.of(StandInEstate.access(NEW, free, OPERATOR, PASSWORD))),
            Duration.ofMillis(50));
    SqlServerFailure failure = failure(() -> servers.connect(estate.estate(), NEW, "x"));

    assertThat(failure.errors()).isEmpty();
    assertThat(failure).hasMessageContaining(NEW);
    assertThat(diagnosis(failure, List.of()).rules()).containsExactly("R27");
  }

  @Test
  void a_certificate_nobody_vouches_for_is_refused_unless_trusted() {
    SqlServerAccess trusting =
        StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
    SqlServerAccess checking =
        new SqlServerAccess(
            NEW, trusting.endpoint(), trusting.authentication(), SqlServerEncryption.CHECKED);
    JdbcSqlServers servers =
        new JdbcSqlServers(Map.of("test", List.of(checking)), Duration.ofMillis(50));

    assertThat(failure(() -> servers.connect(estate.estate(), NEW, "x")).errors()).isEmpty();
  }
}
