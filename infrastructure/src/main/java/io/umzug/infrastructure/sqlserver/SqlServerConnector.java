package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.domain.diagnosis.ConnectionTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;

/** The one place where a connection to a SQL Server is opened. */
public final class SqlServerConnector {

  /**
   * Where a session belongs that works on whole databases. A login's default database could be one
   * that is to be restored, and would be held by us.
   */
  public static final String MASTER = "master";

  /** With it begins the name of every session of Umzug. */
  static final String APPLICATION = "umzug/";

  private static final int LONGEST_APPLICATION_NAME = 128;

  private SqlServerConnector() {}

  /**
   * Opens a session.
   *
   * @param purpose the work's id or the command; the server shows it as application name {@code
   *     umzug/<purpose>}
   * @throws SqlServerFailure where the server cannot be reached or refuses the login
   */
  public static SqlServerSession open(SqlServerAccess access, String purpose, String database) {
    return new SqlServerSession(access.server(), connection(access, purpose, database));
  }

  /**
   * Opens a bare connection, for what needs the driver itself, such as a bulk copy.
   *
   * @throws SqlServerFailure where the server cannot be reached or refuses the login
   */
  public static SQLServerConnection connection(
      SqlServerAccess access, String purpose, String database) {
    int port = port(access);
    try {
      SQLServerConnection connection =
          dataSource(access, port, purpose, database)
              .getConnection()
              .unwrap(SQLServerConnection.class);
      connection.setNetworkTimeout(Runnable::run, milliseconds(access.timeouts().silence()));
      return connection;
    } catch (SQLException e) {
      throw ConnectionFailures.of(access, port, e);
    } catch (UncheckedIOException e) {
      throw new SqlServerFailure(
          access.server(), e.getMessage() + ".", new ConnectionTrouble.SecretUnreadable(), e);
    }
  }

  private static int port(SqlServerAccess access) {
    Integer known = access.endpoint().port();
    return known == null ? SqlServerBrowser.portOf(access) : known;
  }

  /** By which the server shows a session of that purpose. */
  public static String applicationName(String purpose) {
    String name = APPLICATION + purpose;
    return name.substring(0, Math.min(name.length(), LONGEST_APPLICATION_NAME));
  }

  private static SQLServerDataSource dataSource(
      SqlServerAccess access, int port, String purpose, String database) {
    SQLServerDataSource source = new SQLServerDataSource();
    source.setServerName(access.endpoint().host());
    source.setPortNumber(port);
    source.setDatabaseName(database);
    source.setApplicationName(applicationName(purpose));
    authenticate(source, access);
    encrypt(source, access.encryption());
    limit(source, access.timeouts());
    // The driver would silently replace a broken connection by a new session; a worker must know.
    source.setConnectRetryCount(0);
    // Else the driver tries a refused Windows account a second time: the domain would count both
    // towards a lockout, and with Kerberos the second failure hides the first.
    source.setTransparentNetworkIPResolution(access.authentication() instanceof SqlLogin);
    return source;
  }

  private static void authenticate(SQLServerDataSource source, SqlServerAccess access) {
    switch (access.authentication()) {
      case SqlLogin login -> {
        source.setUser(login.user());
        source.setPassword(login.password().get());
      }
      case WindowsAccount account -> {
        source.setIntegratedSecurity(true);
        source.setAuthenticationScheme("NTLM");
        source.setDomain(account.domain());
        source.setUser(account.user());
        source.setPassword(account.password().get());
      }
      case Kerberos kerberos -> {
        source.setIntegratedSecurity(true);
        source.setAuthenticationScheme("JavaKerberos");
        source.setGSSCredentials(ticket(access, kerberos));
        if (kerberos.servicePrincipal() != null) {
          source.setServerSpn(kerberos.servicePrincipal());
        }
      }
      case Integrated _ -> {
        source.setIntegratedSecurity(true);
        source.setAuthenticationScheme("NativeAuthentication");
      }
    }
  }

  private static GSSCredential ticket(SqlServerAccess access, Kerberos kerberos) {
    try {
      return KerberosLogin.credential(kerberos, access.timeouts().login());
    } catch (LoginException e) {
      throw ConnectionFailures.of(access, kerberos, e);
    }
  }

  private static void encrypt(SQLServerDataSource source, SqlServerEncryption encryption) {
    source.setEncrypt(
        switch (encryption.mode()) {
          case MANDATORY -> "true";
          case STRICT -> "strict";
          case OPTIONAL -> "false";
        });
    source.setTrustServerCertificate(encryption.trustWithoutCheck());
    if (encryption.trustStore() != null) {
      trust(source, encryption.trustStore(), encryption.trustStorePassword());
    }
    if (encryption.hostNameInCertificate() != null) {
      source.setHostNameInCertificate(encryption.hostNameInCertificate());
    }
  }

  /** Opened here first: the driver would call a missing file or a wrong password a TLS error. */
  private static void trust(
      SQLServerDataSource source, Path file, @Nullable Supplier<String> password) {
    String secret = password == null ? null : password.get();
    try {
      KeyStore store =
          KeyStore.getInstance(file.toFile(), secret == null ? null : secret.toCharArray());
      source.setTrustStoreType(store.getType());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the trust store " + file, e);
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException("Cannot read the trust store " + file, new IOException(e));
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException("There is no trust store " + file, new IOException(e));
    }
    source.setTrustStore(file.toString());
    if (secret != null) {
      source.setTrustStorePassword(secret);
    }
  }

  private static void limit(SQLServerDataSource source, SqlServerTimeouts timeouts) {
    source.setLoginTimeout(Math.toIntExact(timeouts.login().toSeconds()));
    // Until the login is through, silence is a failure; afterwards a statement may take hours.
    source.setSocketTimeout(milliseconds(timeouts.login()));
    source.setCancelQueryTimeout(seconds(timeouts.cancel()));
    source.setQueryTimeout(seconds(timeouts.query()));
  }

  private static int milliseconds(Duration duration) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, duration.toMillis()));
  }

  /** The driver's own word for no limit is -1, for both of its time-outs of a query. */
  private static int seconds(Duration duration) {
    return duration.isZero() ? -1 : Math.toIntExact(Math.max(1, duration.toSeconds()));
  }
}
