package io.umzug.infrastructure.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import io.umzug.infrastructure.estate.EstateSettings.SqlServerEntry;
import io.umzug.infrastructure.secrets.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** From the words of the configuration to the way to a SQL Server. */
class ConfiguredAccessTest {

  private static final Map<String, String> SQL =
      Map.of("name", "SQLNEW\\SQL2019", "host", "sqlnew", "user", "umzug");

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    keep("the secret\n");
  }

  private void keep(String secret) throws Exception {
    OwnerOnlyFile.write(folder.resolve("secrets/sqlnew"), secret);
  }

  private SqlServerAccess access(Map<String, String> written) {
    Map<String, String> settings = new HashMap<>();
    written.forEach((setting, value) -> settings.put("server." + setting, value));
    return ConfiguredAccess.of(
        new Binder(new MapConfigurationPropertySource(settings))
            .bind("server", SqlServerEntry.class)
            .get(),
        Secrets.of(folder, null, Map.of()));
  }

  private static Map<String, String> with(Map<String, String> settings, String... more) {
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private Map<String, String> sql(String... more) {
    return with(with(SQL, "credential", "sqlnew"), more);
  }

  @Test
  void what_is_not_said_is_a_sql_login_over_checked_tls_with_the_usual_times() throws Exception {
    SqlServerAccess access = access(sql());

    assertThat(access.server()).isEqualTo("SQLNEW\\SQL2019");
    assertThat(access.endpoint()).isEqualTo(new SqlServerEndpoint("sqlnew", "", 1433));
    assertThat(access.browserPort()).isEqualTo(1434);
    assertThat(access.encryption()).isEqualTo(SqlServerEncryption.CHECKED);
    assertThat(access.timeouts()).isEqualTo(SqlServerTimeouts.USUAL);
    SqlLogin login = (SqlLogin) access.authentication();
    assertThat(login.user()).isEqualTo("umzug");
    assertThat(login.password().get()).isEqualTo("the secret");
    keep("changed");
    assertThat(login.password().get()).isEqualTo("changed");
    assertThat(access.toString()).doesNotContain("changed");
  }

  @Test
  void a_port_of_its_own_counts_more_than_what_the_address_says() {
    assertThat(access(sql("host", "sqlnew,1450")).endpoint().port()).isEqualTo(1450);
    assertThat(access(sql("host", "sqlnew,1450", "port", "1460")).endpoint().port())
        .isEqualTo(1460);
    SqlServerAccess instance = access(sql("host", "sqlnew\\SQL2019", "browser-port", "11434"));
    assertThat(instance.endpoint().needsBrowser()).isTrue();
    assertThat(instance.browserPort()).isEqualTo(11434);
  }

  @Test
  void a_windows_account_by_ntlm() {
    WindowsAccount account =
        (WindowsAccount) access(sql("authentication", "ntlm", "domain", "CORP")).authentication();

    assertThat(account.domain()).isEqualTo("CORP");
    assertThat(account.user()).isEqualTo("umzug");
    assertThat(account.password().get()).isEqualTo("the secret");
  }

  @Test
  void a_domain_account_by_kerberos() {
    Map<String, String> cache = Map.of("name", "S", "host", "s", "authentication", "kerberos");
    assertThat(access(cache).authentication()).isEqualTo(new Kerberos(null, null, null, null));
    assertThat(
            access(
                    with(
                        cache,
                        "user",
                        "xphone@CORP.EXAMPLE",
                        "keytab",
                        "/keys/x.keytab",
                        "service-principal",
                        "MSSQLSvc/s.corp.example:1433"))
                .authentication())
        .isEqualTo(
            new Kerberos(
                "xphone@CORP.EXAMPLE",
                null,
                Path.of("/keys/x.keytab"),
                "MSSQLSvc/s.corp.example:1433"));
    Kerberos password = (Kerberos) access(sql("authentication", "kerberos")).authentication();
    assertThat(Objects.requireNonNull(password.password()).get()).isEqualTo("the secret");
  }

  @Test
  void the_account_that_runs_umzug() {
    assertThat(
            access(Map.of("name", "S", "host", "s", "authentication", "integrated"))
                .authentication())
        .isEqualTo(new Integrated());
  }

  @Test
  void encryption_as_said() {
    SqlServerEncryption strict =
        access(
                sql(
                    "encrypt",
                    "strict",
                    "trust-store",
                    "/keys/trusted.p12",
                    "trust-store-credential",
                    "sqlnew",
                    "host-name-in-certificate",
                    "sqlnew.corp.example"))
            .encryption();

    assertThat(strict.mode()).isEqualTo(Mode.STRICT);
    assertThat(strict.trustStore()).isEqualTo(Path.of("/keys/trusted.p12"));
    assertThat(Objects.requireNonNull(strict.trustStorePassword()).get()).isEqualTo("the secret");
    assertThat(strict.hostNameInCertificate()).isEqualTo("sqlnew.corp.example");
    assertThat(strict.trustWithoutCheck()).isFalse();
    assertThat(access(sql("trust-server-certificate", "true")).encryption())
        .isEqualTo(SqlServerEncryption.CHECKED.trustingAnyCertificate());
    assertThat(access(sql("encrypt", "optional")).encryption().mode()).isEqualTo(Mode.OPTIONAL);
  }

  @Test
  void times_as_said() {
    assertThat(
            access(
                    sql(
                        "login-timeout",
                        "5s",
                        "query-timeout",
                        "2m",
                        "cancel-timeout",
                        "10s",
                        "socket-timeout",
                        "1h"))
                .timeouts())
        .isEqualTo(
            new SqlServerTimeouts(
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                Duration.ofHours(1)));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(Map.of("name", "S", "host", "s"), "authentication SQL needs 'user'."),
        arguments(SQL, "authentication SQL needs 'credential'."),
        arguments(
            with(SQL, "authentication", "ntlm", "credential", "p"),
            "authentication NTLM needs 'domain'."),
        arguments(
            with(SQL, "authentication", "kerberos", "credential", "p", "keytab", "/k"),
            "Kerberos takes a password or a keytab, not both."),
        arguments(
            Map.of("name", "S", "host", "s", "authentication", "kerberos", "keytab", "/k"),
            "Kerberos with a password or a keytab needs the user"),
        arguments(
            with(SQL, "credential", "p", "encrypt", "perhaps"),
            "'perhaps' is no kind of encryption."),
        arguments(
            with(SQL, "credential", "p", "encrypt", "strict", "trust-server-certificate", "true"),
            "Strict encryption always checks the certificate"),
        arguments(
            with(SQL, "credential", "p", "login-timeout", "0s"), "The time-out of a login is"),
        arguments(with(SQL, "credential", "p", "host", "np:sqlnew"), "over TCP/IP only"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_said_with_the_servers_name(Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> access(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SQL Server " + settings.get("name") + " in the configuration: ")
        .hasMessageContaining(sentence);
  }
}
