package io.umzug.infrastructure.estate;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.infrastructure.estate.EstateSettings.SqlServerEntry;
import io.umzug.infrastructure.secrets.Secrets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From the configuration's words about a SQL Server to the way there. */
public final class ConfiguredAccess {

  private ConfiguredAccess() {}

  /** What is wrong in an entry is said with its name, before the service starts. */
  public static SqlServerAccess of(SqlServerEntry entry, Secrets secrets) {
    try {
      return new SqlServerAccess(
          entry.name(),
          endpoint(entry),
          entry.browserPort(),
          authentication(entry, secrets),
          encryption(entry, secrets),
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

  private static SqlServerAuthentication authentication(SqlServerEntry entry, Secrets secrets) {
    return switch (entry.authentication()) {
      case SQL -> new SqlLogin(user(entry), password(entry, secrets));
      case NTLM -> {
        if (entry.domain().isEmpty()) {
          throw new IllegalArgumentException("authentication NTLM needs 'domain'.");
        }
        yield new WindowsAccount(entry.domain(), user(entry), password(entry, secrets));
      }
      case KERBEROS ->
          new Kerberos(
              entry.user(),
              secretOrNull(entry.credential(), secrets),
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

  private static Supplier<String> password(SqlServerEntry entry, Secrets secrets) {
    Supplier<String> password = secretOrNull(entry.credential(), secrets);
    if (password == null) {
      throw new IllegalArgumentException(
          "authentication %s needs 'credential'.".formatted(entry.authentication()));
    }
    return password;
  }

  private static @Nullable Supplier<String> secretOrNull(
      @Nullable String credential, Secrets secrets) {
    return credential == null ? null : secrets.of(credential);
  }

  private static SqlServerEncryption encryption(SqlServerEntry entry, Secrets secrets) {
    return new SqlServerEncryption(
        Mode.parse(entry.encrypt()),
        entry.trustStore(),
        secretOrNull(entry.trustStoreCredential(), secrets),
        entry.hostNameInCertificate(),
        entry.trustServerCertificate());
  }
}
