package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.umzug.rehearsal.tds.CertificateAuthority;
import io.umzug.rehearsal.tds.ServerTls;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates of a company's own authority, and servers too old, over the wire. */
@Timeout(60)
class TlsTroubleTest {

  private static final Instant NOW = Instant.now();
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir static Path folder;
  private static CertificateAuthority authority;
  private static Path trustStore;

  @BeforeAll
  static void found() throws Exception {
    authority = CertificateAuthority.found(NOW);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("company", authority.certificate());
    trustStore = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      trusted.store(out, "trusted".toCharArray());
    }
  }

  private static SqlServerAccess access(int port, Mode mode) {
    return new SqlServerAccess(
            "SQLNEW",
            new SqlServerEndpoint("localhost", "", port),
            new SqlLogin("umzug", () -> "secret"),
            new SqlServerEncryption(mode, trustStore, () -> "trusted", null, false))
        .with(SqlServerTimeouts.USUAL.withLogin(Duration.ofSeconds(10)));
  }

  private static void assertTrouble(
      SqlServerAccess access,
      ConnectionTrouble trouble,
      String cause,
      String remedy,
      String exactText) {
    SqlServerFailure failure =
        catchThrowableOfType(
            SqlServerFailure.class, () -> SqlServerConnector.open(access, "x", "master").close());
    assertThat(failure.errors()).isEmpty();
    assertThat(failure.connection()).isEqualTo(trouble);
    Diagnosis diagnosis = SqlFailures.diagnose("backup of XPDATA", failure);
    assertThat(diagnosis.cause()).contains(cause);
    assertThat(diagnosis.remedy()).startsWith(remedy);
    assertThat(diagnosis.rules()).containsExactly("R27");
    assertThat(diagnosis.exactText()).contains(exactText);
  }

  private static void assertCertificate(
      ServerTls tls,
      Mode mode,
      ConnectionTrouble trouble,
      String cause,
      String remedy,
      String exactText)
      throws Exception {
    try (LyingServer server = new LyingServer(Map.of(), tls, null)) {
      assertTrouble(access(server.port(), mode), trouble, cause, remedy, exactText);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void a_certificate_of_the_companys_authority_is_good(Mode mode) throws Exception {
    ServerTls tls = authority.certify("localhost", NOW.minus(YEAR), NOW.plus(YEAR));
    try (LyingServer server = new LyingServer(Map.of(), tls, null)) {
      SqlServerConnector.open(access(server.port(), mode), "x", "master").close();
      assertThat(server.logins).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void an_expired_certificate(Mode mode) throws Exception {
    assertCertificate(
        authority.certify("localhost", NOW.minus(YEAR), NOW.minus(Duration.ofDays(1))),
        mode,
        new ConnectionTrouble.CertificateOutOfDate("localhost", true),
        "the certificate of localhost has expired",
        "Give the SQL Server a new certificate",
        "NotAfter");
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void a_certificate_of_tomorrow(Mode mode) throws Exception {
    assertCertificate(
        authority.certify("localhost", NOW.plus(Duration.ofDays(1)), NOW.plus(YEAR)),
        mode,
        new ConnectionTrouble.CertificateOutOfDate("localhost", false),
        "the certificate of localhost is not valid yet",
        "Compare the clocks",
        "NotBefore");
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void a_certificate_of_another_host(Mode mode) throws Exception {
    assertCertificate(
        authority.certify("sqlnew.corp.example", NOW.minus(YEAR), NOW.plus(YEAR)),
        mode,
        new ConnectionTrouble.CertificateOfAnotherName("localhost"),
        "the certificate is not made out for localhost",
        "Reach the server under the name in its certificate",
        "sqlnew.corp.example");
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void a_server_that_speaks_only_what_is_not_safe_any_more(Mode mode) throws Exception {
    boolean strict = mode == Mode.STRICT;
    for (byte[] answer : List.of(OldTlsServer.SERVER_HELLO_1_0, OldTlsServer.ALERT)) {
      try (OldTlsServer old = new OldTlsServer(answer)) {
        assertTrouble(
            access(old.port(), mode),
            new ConnectionTrouble.NoCommonTls("localhost", strict),
            strict ? "does not begin with TLS" : "have no version of TLS in common",
            strict ? "Use strict with SQL Server 2022 or later only" : "Update SQL Server",
            answer == OldTlsServer.ALERT ? "protocol_version" : "TLS10");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MANDATORY", "STRICT"})
  void a_server_without_tls(Mode mode) throws Exception {
    boolean strict = mode == Mode.STRICT;
    assertCertificate(
        ServerTls.off(),
        mode,
        strict
            ? new ConnectionTrouble.NoCommonTls("localhost", true)
            : new ConnectionTrouble.NoEncryption("localhost"),
        strict ? "does not begin with TLS" : "does no encryption",
        strict ? "Use strict with SQL Server 2022 or later only" : "Enable TLS on the SQL Server",
        "SQLNEW");
  }
}
