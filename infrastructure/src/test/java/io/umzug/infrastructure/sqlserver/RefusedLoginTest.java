package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.rehearsal.tds.SqlServerMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server says at the door, over the wire, to the operator's sentence. */
@Timeout(60)
class RefusedLoginTest {

  private static final String USER = "umzug";
  private static final String SECRET = "geheim €äß";

  private static LyingServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new LyingServer(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SqlServerFailure refused(SqlServerAuthentication who) {
    SqlServerAccess access =
        new SqlServerAccess(
            "SQLNEW\\SQL2019",
            new SqlServerEndpoint("localhost", "", server.port()),
            who,
            new SqlServerEncryption(Mode.OPTIONAL, null, null, null, false));
    return catchThrowableOfType(
        SqlServerFailure.class, () -> SqlServerConnector.open(access, "x", "XPDATA").close());
  }

  /** As SQL Server sends them to a client: its own state stays in its error log. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            18456,
            14,
            "Login failed for user 'umzug'.",
            "the true reason is kept from clients",
            "error log of SQL Server",
            "R33"),
        arguments(
            18470,
            14,
            "Login failed for user 'umzug'. Reason: The account is disabled.",
            "the account is disabled",
            "ALTER LOGIN … ENABLE",
            "R33"),
        arguments(
            18486,
            14,
            "Login failed for user 'umzug' because the account is currently locked out.",
            "locked after too many wrong passwords",
            "UNLOCK",
            "R33"),
        arguments(
            18487,
            14,
            "Login failed for user 'umzug'. Reason: The password of the account has expired.",
            "the password has expired",
            "password file",
            "R33"),
        arguments(
            18488,
            14,
            "Login failed for user 'umzug'. Reason: The password of the account must be changed.",
            "must be changed first",
            "SQL Server Management Studio",
            "R33"),
        arguments(
            17892,
            14,
            "Logon failed for login 'umzug' due to trigger execution.",
            "a logon trigger",
            "begins with umzug/",
            "R33"),
        arguments(
            17806,
            20,
            "SSPI handshake failed with error code 0x8009030c, state 14.",
            "SSPI handshake failed",
            "domain controller",
            "B5"),
        arguments(
            18452,
            14,
            "Login failed. The login is from an untrusted domain.",
            "does not trust",
            "mixed mode",
            "R27"),
        arguments(
            17142,
            14,
            "SQL Server service has been paused. No new connections will be allowed.",
            "paused",
            "Continue it on SQLNEW",
            "R33"),
        arguments(
            18461,
            14,
            "Login failed for user 'umzug'. Reason: Server is in single user mode.",
            "single-user mode",
            "without -m",
            "R33"),
        arguments(
            17809,
            20,
            "Could not connect because the maximum number of '1' user connections is reached.",
            "limit of user connections",
            "sp_configure",
            "R33"),
        arguments(
            4064,
            11,
            "Cannot open user default database. Login failed.",
            "default database cannot be opened",
            "DEFAULT_DATABASE",
            "R33"),
        arguments(
            4060,
            11,
            "Cannot open database \"XPDATA\" requested by the login. The login failed.",
            "not there, not online, or not open to this login",
            "exists and is online on SQLNEW",
            "R24"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void each_refusal_is_typed_and_says_what_to_do(
      int number, int severity, String text, String cause, String remedy, String rule) {
    server.refusals.put(USER, new SqlServerMessage(number, severity, 1, text, "LIAR", "", 1));
    SqlServerFailure failure = refused(new SqlLogin(USER, () -> SECRET));

    assertThat(failure.connection()).isNull();
    assertThat(failure.errors())
        .containsExactly(new SqlServerError(number, severity, 1, text, "LIAR", "", 1));
    Diagnosis diagnosis = SqlFailures.diagnose("backup of XPDATA", failure);
    assertThat(diagnosis.cause()).contains(cause);
    assertThat(diagnosis.remedy()).contains(remedy);
    assertThat(String.join(",", diagnosis.rules())).contains(rule);
    assertThat(diagnosis.exactText())
        .isEqualTo("Msg %d, Level %d, State 1: %s".formatted(number, severity, text));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(SECRET);
  }

  /** A domain locks an account after a few wrong passwords: one attempt is to cost one. */
  @Test
  void a_windows_account_tries_its_password_once() {
    SqlServerFailure failure = refused(new WindowsAccount("ESTATE", "mover", () -> SECRET));

    assertThat(failure.errors()).extracting(SqlServerError::number).containsExactly(18452);
    assertThat(List.copyOf(server.accounts)).containsExactly("ESTATE\\mover");
  }
}
