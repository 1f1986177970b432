package io.umzug.server;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAccesses;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.SqlServerEntry;
import io.umzug.infrastructure.sqlserver.JdbcSqlServers;
import io.umzug.infrastructure.sqlserver.PasswordFile;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From the configuration's words about a SQL Server to the way there. */
@Configuration(proxyBeanMethods = false)
class SqlServerComposition {

  private static final Duration PROGRESS_POLL = Duration.ofSeconds(1);

  @Bean
  JdbcSqlServers sqlServers(EstateSettings settings) {
    Function<EstateEntry, List<SqlServerAccess>> servers =
        estate -> estate.sqlServers().stream().map(SqlServerComposition::access).toList();
    return new JdbcSqlServers(
        settings.estates().stream().collect(Collectors.toMap(EstateEntry::name, servers)),
        PROGRESS_POLL);
  }

  @Bean
  ContentsVerification contentsVerification(EstateSettings settings, SqlServerAccesses accesses) {
    return new ContentsVerification(
        accesses,
        new JdbcFingerprints(),
        settings.estates().stream()
            .collect(Collectors.toMap(EstateEntry::name, EstateEntry::contents)));
  }

  /** What is wrong in an entry is said with its name, before the service starts. */
  static SqlServerAccess access(SqlServerEntry entry) {
    try {
      return new SqlServerAccess(
          entry.name(),
          endpoint(entry),
          entry.browserPort(),
          authentication(entry),
          encryption(entry),
          new SqlServerTimeouts(
              entry.loginTimeout(),
              entry.queryTimeout(),
              entry.cancelTimeout(),
              entry.socketTimeout()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "SQL Server %s in the configuration: %s".formatted(entry.name(), e.getMessage()), e);
    }
  }

  private static SqlServerEndpoint endpoint(SqlServerEntry entry) {
    SqlServerEndpoint written = SqlServerEndpoint.parse(entry.host());
    return entry.port() == null
        ? written
        : new SqlServerEndpoint(written.host(), written.instance(), entry.port());
  }

  private static SqlServerAuthentication authentication(SqlServerEntry entry) {
    return switch (entry.authentication()) {
      case SQL -> new SqlLogin(user(entry), password(entry));
      case NTLM -> {
        if (entry.domain().isEmpty()) {
          throw new IllegalArgumentException("authentication NTLM needs 'domain'.");
        }
        yield new WindowsAccount(entry.domain(), user(entry), password(entry));
      }
      case KERBEROS ->
          new Kerberos(
              entry.user(),
              fileOrNull(entry.passwordFile()),
              entry.keytab(),
              entry.servicePrincipal());
      case INTEGRATED -> new Integrated();
    };
  }

  private static String user(SqlServerEntry entry) {
    String user = entry.user();
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException(
          "authentication %s needs 'user'.".formatted(entry.authentication()));
    }
    return user;
  }

  private static Supplier<String> password(SqlServerEntry entry) {
    Supplier<String> password = fileOrNull(entry.passwordFile());
    if (password == null) {
      throw new IllegalArgumentException(
          "authentication %s needs 'password-file'.".formatted(entry.authentication()));
    }
    return password;
  }

  private static @Nullable Supplier<String> fileOrNull(@Nullable Path file) {
    return file == null ? null : PasswordFile.at(file);
  }

  private static SqlServerEncryption encryption(SqlServerEntry entry) {
    return new SqlServerEncryption(
        Mode.parse(entry.encrypt()),
        entry.trustStore(),
        fileOrNull(entry.trustStorePasswordFile()),
        entry.hostNameInCertificate(),
        entry.trustServerCertificate());
  }
}
