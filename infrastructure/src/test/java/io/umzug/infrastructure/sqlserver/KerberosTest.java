package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoTicket;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.diagnosis.TicketTrouble;
import io.umzug.rehearsal.tds.KerberosService;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.SqlBackend.Login;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A KDC that is one, and the stand-in as a service of its realm. */
@Timeout(60)
class KerberosTest {

  private static final String CONFIGURATION = "java.security.krb5.conf";
  private static final String SECRET = "of the domain";
  private static final String OTHER_PRINCIPAL = "MSSQLSvc/sqlnew.estate.test:1433";

  @TempDir static Path folder;
  private static @Nullable Kdc kdc;
  private static LyingServer server;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Kdc.isInstalled(),
        "Kerberos is not tested: there is no KDC here (Debian: krb5-kdc and krb5-admin-server)");
    kdc = new Kdc(folder.resolve("kdc"));
    address = kdc.start("");
    server =
        new LyingServer(
            Map.of(), ServerTls.off(), new KerberosService(folder.resolve("service.keytab")));
    String principal = "MSSQLSvc/localhost:" + server.port();
    kdc.administer(
        "addprinc -pw \"" + SECRET + "\" +requires_preauth mover",
        "addprinc -pw \"" + SECRET + "\" unguarded",
        "addprinc -pw \"" + SECRET + "\" -allow_tix +requires_preauth disabled",
        "addprinc -pw \"" + SECRET + "\" -pwexpire yesterday +requires_preauth expired",
        "addprinc -randkey porter",
        "ktadd -k " + folder.resolve("porter.keytab") + " porter",
        "addprinc -randkey " + principal,
        "addprinc -randkey " + OTHER_PRINCIPAL,
        "addprinc -randkey MSSQLSvc/moved.estate.test:1433",
        "ktadd -k " + folder.resolve("service.keytab") + " " + principal + " " + OTHER_PRINCIPAL);
  }

  @AfterAll
  static void stop() throws Exception {
    if (kdc != null) {
      kdc.close();
      server.close();
      System.clearProperty(CONFIGURATION);
    }
  }

  @BeforeEach
  void askTheKdc() throws Exception {
    ask(address, "");
  }

  private static void ask(String where, String defaults) throws Exception {
    Path configuration = folder.resolve("krb5.conf");
    Files.writeString(configuration, Kdc.krb5Conf(where, defaults));
    System.setProperty(CONFIGURATION, configuration.toString());
  }

  private static Kerberos password(String name, String password) {
    return new Kerberos(name, () -> password, null, null);
  }

  private static SqlServerAccess access(Kerberos kerberos) {
    return new SqlServerAccess(
        NEW,
        new SqlServerEndpoint("localhost", "", server.port()),
        kerberos,
        new SqlServerEncryption(Mode.OPTIONAL, null, null, null, false));
  }

  private static List<String> letIn(Kerberos kerberos) {
    server.logins.clear();
    SqlServerConnector.open(access(kerberos), "x", "master").close();
    return server.logins.stream().map(Login::user).toList();
  }

  private static SqlServerFailure failure(SqlServerAccess access) {
    return catchThrowableOfType(
        SqlServerFailure.class, () -> SqlServerConnector.open(access, "x", "master").close());
  }

  @Test
  void a_domain_account_proves_itself_by_its_password() {
    assertThat(letIn(password("mover@" + Kdc.REALM, SECRET))).containsExactly("ESTATE\\mover");
    assertThat(letIn(password("mover", SECRET))).containsExactly("ESTATE\\mover");
  }

  @Test
  void a_domain_account_proves_itself_by_its_keytab() {
    assertThat(letIn(new Kerberos("porter", null, folder.resolve("porter.keytab"), null)))
        .containsExactly("ESTATE\\porter");
  }

  @Test
  void a_service_principal_of_another_name_is_asked_for_by_it() {
    assertThat(letIn(new Kerberos("mover", () -> SECRET, null, OTHER_PRINCIPAL)))
        .containsExactly("ESTATE\\mover");
  }

  @Test
  void freetds_proves_itself_too() throws Exception {
    assumeTrue(
        Stream.of("kinit", "tsql")
            .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program))),
        "No kinit or tsql here (Debian: krb5-user, freetds-bin)");
    server.logins.clear();
    kdc.client(SECRET + "\n", "kinit", "mover");
    kdc.client("exit\n", "tsql", "-H", "localhost", "-p", Integer.toString(server.port()));

    assertThat(server.logins).extracting(Login::user).containsExactly("ESTATE\\mover");
  }

  /** As Windows' own clients wrap it. */
  @Test
  void the_stand_in_takes_kerberos_within_spnego() throws Exception {
    Kerberos mover = password("mover", SECRET);
    KerberosService.Exchange service =
        new KerberosService(folder.resolve("service.keytab")).begin();
    GSSContext client =
        KerberosLogin.as(
            mover,
            () -> {
              GSSManager manager = GSSManager.getInstance();
              GSSName name = manager.createName("MSSQLSvc/localhost:" + server.port(), null);
              GSSContext context =
                  manager.createContext(
                      name, new Oid("1.3.6.1.5.5.2"), null, GSSContext.DEFAULT_LIFETIME);
              context.requestMutualAuth(true);
              byte[] token = new byte[0];
              while (!context.isEstablished()) {
                token = context.initSecContext(token, 0, token.length);
                token = token == null ? new byte[0] : service.accept(token);
              }
              return context;
            });

    assertThat(client.isEstablished()).isTrue();
    assertThat(service.isOver()).isTrue();
    assertThat(service.account()).isEqualTo("ESTATE\\mover");
  }

  static Stream<Arguments> refusedAccounts() {
    return Stream.of(
        arguments("mover", "not this", TicketTrouble.WRONG_PASSWORD, "(24)"),
        arguments("unguarded", "not this", TicketTrouble.WRONG_PASSWORD, ""),
        arguments("nobody", SECRET, TicketTrouble.UNKNOWN_ACCOUNT, "(6)"),
        arguments("disabled", SECRET, TicketTrouble.DISABLED_ACCOUNT, "(18)"),
        arguments("expired", SECRET, TicketTrouble.EXPIRED_PASSWORD, "(23)"),
        arguments("mover@ELSEWHERE.TEST", SECRET, TicketTrouble.UNKNOWN_REALM, "Cannot locate"));
  }

  @ParameterizedTest
  @MethodSource("refusedAccounts")
  void an_account_that_gets_no_ticket_is_told_why(
      String name, String secret, TicketTrouble why, String exactText) {
    SqlServerFailure failure = failure(access(password(name, secret)));

    assertNoTicket(failure, name, why, exactText);
    assertThat(failure.getMessage()).doesNotContain(secret);
  }

  private static void assertNoTicket(
      SqlServerFailure failure, String name, TicketTrouble why, String exactText) {
    assertThat(failure.connection()).isEqualTo(new NoTicket(name + " (Kerberos)", why));
    Diagnosis diagnosis = SqlFailures.diagnose("backup of XPDATA", failure);
    assertThat(diagnosis.cause())
        .startsWith("Kerberos gave no ticket for SQL Server " + NEW + " to " + name);
    assertThat(diagnosis.rules()).containsExactly("R27", "B5");
    assertThat(diagnosis.remedy()).endsWith("Then retry.");
    assertThat(diagnosis.exactText()).contains(exactText);
  }

  @Test
  void a_service_principal_that_nobody_registered() {
    Kerberos unregistered =
        new Kerberos("mover", () -> SECRET, null, "MSSQLSvc/unheard.estate.test:1433");

    assertNoTicket(
        failure(access(unregistered)),
        "mover",
        TicketTrouble.UNKNOWN_SERVICE,
        "Server not found in Kerberos database (7)");
  }

  @Test
  void clocks_that_differ() throws Exception {
    // To a KDC that grants less than no difference, every clock is wrong.
    ask(kdc.start("clockskew = -1"), "");

    assertNoTicket(
        failure(access(password("mover", SECRET))), "mover", TicketTrouble.CLOCKS_DIFFER, "(37)");
  }

  @Test
  void a_kdc_that_is_not_there_or_silent() throws Exception {
    try (DatagramSocket silent =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      ask("127.0.0.1:" + silent.getLocalPort(), "");
      SqlServerAccess impatient =
          access(password("mover", SECRET))
              .with(SqlServerTimeouts.USUAL.withLogin(Duration.ofSeconds(1)));
      assertNoTicket(
          failure(impatient), "mover", TicketTrouble.NO_KDC, "no KDC answered within 1 s");
      ask("127.0.0.1:" + silent.getLocalPort(), "udp_preference_limit = 1");
      assertNoTicket(failure(impatient), "mover", TicketTrouble.NO_KDC, "refused");
    }
  }

  @Test
  void a_ticket_that_the_server_has_no_key_for_is_refused_by_the_server() {
    SqlServerFailure failure =
        failure(
            access(new Kerberos("mover", () -> SECRET, null, "MSSQLSvc/moved.estate.test:1433")));

    assertThat(failure.connection()).isNull();
    assertThat(failure.errors()).extracting(SqlServerError::number).containsExactly(18452);
    assertThat(SqlFailures.diagnose("x", failure).exactText())
        .startsWith("Msg 18452, Level 14, State 1: Login failed.");
  }

  @Test
  void a_keytab_without_the_accounts_key_and_a_cache_without_its_ticket() {
    assertNoTicket(
        failure(access(new Kerberos("mover", null, folder.resolve("porter.keytab"), null))),
        "mover",
        TicketTrouble.NO_KEY,
        "Unable to obtain");
    assertNoTicket(
        failure(access(new Kerberos("uncached", null, null, null))),
        "uncached",
        TicketTrouble.NO_CACHED_TICKET,
        "Unable to obtain");
  }
}
