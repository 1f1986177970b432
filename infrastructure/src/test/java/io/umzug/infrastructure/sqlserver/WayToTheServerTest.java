package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.domain.diagnosis.ConnectionTrouble;
import io.umzug.infrastructure.secrets.Secrets;
import io.umzug.rehearsal.tds.BrowserServer;
import io.umzug.rehearsal.tds.BrowserServer.Instance;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WayToTheServerTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SqlServerEncryption TRUSTING =
      SqlServerEncryption.CHECKED.trustingAnyCertificate();

  @TempDir static Path folder;
  private static StandInEstate estate;
  private static Path trustStore;

  @BeforeAll
  static void start() throws Exception {
    estate = new StandInEstate(folder);
    ServerTls tls = ServerTls.selfSigned(folder.resolve("tls.p12"));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("rehearsal", tls.certificate());
    trustStore = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      trusted.store(out, "trusted".toCharArray());
    }
  }

  @AfterAll
  static void stop() {
    estate.close();
  }

  private static SqlServerAccess access(
      String host, String instance, @Nullable Integer port, int browser, SqlServerEncryption how) {
    return new SqlServerAccess(
        NEW,
        new SqlServerEndpoint(host, instance, port),
        browser,
        new SqlServerAuthentication.SqlLogin(OPERATOR, () -> PASSWORD),
        how,
        SqlServerTimeouts.USUAL.withLogin(Duration.ofSeconds(1)));
  }

  private static SqlServerAccess server(SqlServerEncryption how) {
    return access("localhost", "", estate.newServer.port(), 1434, how)
        .with(SqlServerTimeouts.USUAL);
  }

  private static SqlServerEncryption checked(Mode mode, @Nullable String name) {
    return new SqlServerEncryption(mode, trustStore, () -> "trusted", name, false);
  }

  private static @Nullable ConnectionTrouble trouble(SqlServerAccess access) {
    SqlServerFailure failure =
        catchThrowableOfType(
            SqlServerFailure.class,
            () -> SqlServerConnector.open(access, "move/7", SqlServerConnector.MASTER).close());
    assertThat(failure.errors()).isEmpty();
    assertThat(failure.server()).isEqualTo(NEW);
    return failure.connection();
  }

  private static List<String> shown(SqlServerAccess access) {
    try (SqlServerSession session =
        SqlServerConnector.open(access, "move/7", SqlServerConnector.MASTER)) {
      return session.query(row -> row.getString(1), "SELECT APP_NAME()");
    }
  }

  @Test
  void the_server_shows_who_works_on_what() {
    assertThat(shown(server(TRUSTING))).containsExactly("umzug/move/7");
  }

  @Test
  void the_browser_tells_the_port_of_an_instance() throws Exception {
    Instance instance = new Instance("SQLNEW", "SQL2019", "15.0.2000.5", estate.newServer.port());
    try (BrowserServer browser = BrowserServer.start(LOOPBACK, 0, () -> List.of(instance))) {
      assertThat(
              shown(
                  access("localhost", "sql2019", null, browser.port(), TRUSTING)
                      .with(SqlServerTimeouts.USUAL)))
          .hasSize(1);
    }
  }

  @Test
  void an_instance_that_the_browser_does_not_know_is_answered_with_those_it_knows()
      throws Exception {
    List<Instance> instances =
        List.of(
            new Instance("SQLNEW", "XPCONNECT", "14.0.1000.169", 1),
            new Instance("SQLNEW", "", "15.0.2000.5", 2));
    try (BrowserServer browser = BrowserServer.start(LOOPBACK, 0, () -> instances)) {
      assertThat(trouble(access("localhost", "SQL2019", null, browser.port(), TRUSTING)))
          .isEqualTo(
              new ConnectionTrouble.UnknownInstance(
                  "localhost", "SQL2019", List.of("MSSQLSERVER", "XPCONNECT")));
    }
  }

  @Test
  void an_instance_without_tcp_is_told_from_one_that_is_not_there() throws Exception {
    Instance instance = new Instance("SQLNEW", "SQL2019", "15.0.2000.5", 0);
    try (BrowserServer browser = BrowserServer.start(LOOPBACK, 0, () -> List.of(instance))) {
      assertThat(trouble(access("localhost", "SQL2019", null, browser.port(), TRUSTING)))
          .isEqualTo(new ConnectionTrouble.InstanceWithoutTcp("localhost", "SQL2019"));
    }
  }

  @Test
  void a_browser_that_is_silent_or_not_there_is_said() throws Exception {
    int port;
    try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK)) {
      port = silent.getLocalPort();
      assertThat(trouble(access("localhost", "X", null, port, TRUSTING)))
          .isEqualTo(new ConnectionTrouble.BrowserSilent("localhost", port, "X"));
    }
    assertThat(trouble(access("localhost", "X", null, port, TRUSTING)))
        .isEqualTo(new ConnectionTrouble.BrowserSilent("localhost", port, "X"));
  }

  @Test
  void a_host_without_a_name_service_is_told_from_a_port_without_a_listener() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      free = socket.getLocalPort();
    }
    assertThat(trouble(access("localhost", "", free, 1434, TRUSTING)))
        .isEqualTo(new ConnectionTrouble.Refused("localhost", free));
    assertThat(trouble(access("no-such-host.invalid", "", 1433, 1434, TRUSTING)))
        .isEqualTo(new ConnectionTrouble.UnknownHost("no-such-host.invalid"));
    assertThat(trouble(access("no-such-host.invalid", "X", null, 1434, TRUSTING)))
        .isEqualTo(new ConnectionTrouble.UnknownHost("no-such-host.invalid"));
  }

  @Test
  void a_listener_that_never_speaks_is_given_up_within_the_time_of_a_login() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, LOOPBACK)) {
      int port = mute.getLocalPort();
      assertThat(trouble(access("localhost", "", port, 1434, TRUSTING)))
          .isEqualTo(new ConnectionTrouble.NoConversation("localhost", port));
    }
  }

  @Test
  void after_the_login_silence_is_no_failure() throws Exception {
    try (SQLServerConnection connection =
        SqlServerConnector.connection(server(TRUSTING), "x", "master")) {
      assertThat(connection.getNetworkTimeout()).isZero();
    }
  }

  @Test
  void a_trust_store_of_ones_own_vouches_for_the_certificate() {
    assertThat(shown(server(checked(Mode.MANDATORY, null)))).hasSize(1);
    assertThat(shown(server(checked(Mode.STRICT, null)))).hasSize(1);
  }

  @Test
  void a_certificate_nobody_vouches_for() {
    assertThat(trouble(server(SqlServerEncryption.CHECKED)))
        .isEqualTo(new ConnectionTrouble.UntrustedCertificate("localhost"));
    assertThat(trouble(server(new SqlServerEncryption(Mode.STRICT, null, null, null, false))))
        .isEqualTo(new ConnectionTrouble.UntrustedCertificate("localhost"));
  }

  @Test
  void a_certificate_of_another_machine() {
    assertThat(trouble(server(checked(Mode.MANDATORY, "sqlnew.corp.example"))))
        .isEqualTo(new ConnectionTrouble.CertificateOfAnotherName("sqlnew.corp.example"));
    assertThat(trouble(server(checked(Mode.STRICT, "sqlnew.corp.example"))))
        .isEqualTo(new ConnectionTrouble.CertificateOfAnotherName("sqlnew.corp.example"));
  }

  @Test
  void a_trust_store_that_is_not_there_or_does_not_open() {
    assertThat(
            trouble(
                server(
                    new SqlServerEncryption(
                        Mode.MANDATORY, trustStore, () -> "wrong", null, false))))
        .isEqualTo(new ConnectionTrouble.SecretUnreadable());
    assertThat(
            trouble(
                server(
                    new SqlServerEncryption(
                        Mode.MANDATORY, folder.resolve("none.p12"), () -> "x", null, false))))
        .isEqualTo(new ConnectionTrouble.SecretUnreadable());
  }

  @Test
  void a_server_without_tls() throws Exception {
    try (TdsServer plain = TdsServer.start(LOOPBACK, 0, estate.newInstance, ServerTls.off())) {
      assertThat(trouble(access("localhost", "", plain.port(), 1434, SqlServerEncryption.CHECKED)))
          .isEqualTo(new ConnectionTrouble.NoEncryption("localhost"));
      assertThat(
              shown(
                  access(
                          "localhost",
                          "",
                          plain.port(),
                          1434,
                          new SqlServerEncryption(Mode.OPTIONAL, null, null, null, false))
                      .with(SqlServerTimeouts.USUAL)))
          .hasSize(1);
    }
  }

  @Test
  void a_keytab_or_password_that_cannot_be_read_is_named_before_a_kdc_is_asked() {
    Path none = folder.resolve("none");
    for (Kerberos unreadable :
        List.of(
            new Kerberos("xphone@CORP.EXAMPLE", null, none, null),
            new Kerberos(
                "xphone@CORP.EXAMPLE",
                Secrets.of(folder, none, Map.of()).of("none"),
                null,
                null))) {
      SqlServerAccess access = server(TRUSTING);
      SqlServerFailure failure =
          catchThrowableOfType(
              SqlServerFailure.class,
              () ->
                  SqlServerConnector.open(
                      new SqlServerAccess(NEW, access.endpoint(), unreadable, access.encryption()),
                      "x",
                      "master"));

      assertThat(failure.connection()).isEqualTo(new ConnectionTrouble.SecretUnreadable());
      assertThat(failure).hasMessageContaining(none.toString());
    }
  }

  private static SqlServerAccess asWindowsAccount(
      String user, String password, SqlServerEncryption how) {
    SqlServerAccess access = server(how);
    return new SqlServerAccess(
        access.server(),
        access.endpoint(),
        new WindowsAccount("ESTATE", user, () -> password),
        access.encryption());
  }

  @Test
  void a_windows_account_proves_itself_by_ntlm() {
    for (SqlServerEncryption how :
        List.of(
            TRUSTING,
            checked(Mode.STRICT, null),
            new SqlServerEncryption(Mode.OPTIONAL, null, null, null, false))) {
      try (SqlServerSession session =
          SqlServerConnector.open(asWindowsAccount("mover", "of the domain", how), "x", "master")) {
        assertThat(session.query(row -> row.getString(1), "SELECT SUSER_SNAME()"))
            .as(how.toString())
            .containsExactly("ESTATE\\mover");
      }
    }
  }

  @Test
  void a_windows_account_with_a_wrong_password_or_unknown_is_refused_with_18452() {
    for (SqlServerAccess wrong :
        List.of(
            asWindowsAccount("mover", "of the Domain", TRUSTING),
            asWindowsAccount("nobody", "of the domain", TRUSTING))) {
      SqlServerFailure failure =
          catchThrowableOfType(
              SqlServerFailure.class, () -> SqlServerConnector.open(wrong, "x", "master").close());

      assertThat(failure.connection()).isNull();
      assertThat(failure.errors())
          .first()
          .satisfies(
              error -> {
                assertThat(error.number()).isEqualTo(18452);
                assertThat(error.severity()).isEqualTo(14);
                assertThat(error.server()).isEqualTo(NEW);
                assertThat(error.line()).isEqualTo(1);
              });
    }
  }

  @Test
  void a_disabled_login_is_told_so_and_the_remedy_helps() throws Exception {
    SqlServerAccess access = server(TRUSTING);
    SqlServerAccess guest =
        new SqlServerAccess(
            access.server(),
            access.endpoint(),
            new SqlServerAuthentication.SqlLogin("guest", () -> "guest"),
            access.encryption());
    estate.newInstance.run("master", "ALTER LOGIN [guest] DISABLE");
    SqlServerFailure failure =
        catchThrowableOfType(
            SqlServerFailure.class, () -> SqlServerConnector.open(guest, "x", "master").close());
    assertThat(failure.errors()).extracting(error -> error.number()).containsExactly(18470);

    estate.newInstance.run("master", "ALTER LOGIN [guest] ENABLE");
    assertThat(shown(guest)).hasSize(1);
  }

  @Test
  void a_database_that_is_not_there_is_4060() {
    SqlServerFailure failure =
        catchThrowableOfType(
            SqlServerFailure.class,
            () -> SqlServerConnector.open(server(TRUSTING), "x", "XPNONE").close());

    assertThat(failure.errors()).extracting(error -> error.number()).first().isEqualTo(4060);
  }

  @Test
  void no_secret_is_shown() {
    assertThat(server(checked(Mode.MANDATORY, null)).toString())
        .isEqualTo(NEW + " at localhost," + estate.newServer.port() + " as umzug (encrypt=true)")
        .doesNotContain(PASSWORD);
    assertThat(server(TRUSTING).toString()).endsWith("(encrypt=true, certificate not checked)");
  }
}
