package io.umzug.infrastructure.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.ConnectionTrouble;
import io.umzug.domain.diagnosis.SqlServerError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;

/**
 * Why no connection came about. The driver's words are in the language of the machine and name no
 * kind, so this goes by the causes it keeps and, where it keeps none, by a look of its own at the
 * port.
 */
final class ConnectionFailures {

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

  /** The class of SQLSTATEs. */
  private static final String CONNECTION_EXCEPTION = "08";

  private final SqlServerAccess access;
  private final int port;
  private final List<Throwable> causes;

  private ConnectionFailures(SqlServerAccess access, int port, Exception failure) {
    this.access = access;
    this.port = port;
    this.causes = chain(failure);
  }

  /** What the driver's failure means; the server's own errors count more, where it sent any. */
  static SqlServerFailure of(SqlServerAccess access, int port, SQLException failure) {
    List<SqlServerError> errors = SqlServerErrors.of(failure);
    if (!errors.isEmpty()) {
      return SqlServerErrors.failure(access.server(), errors, failure);
    }
    ConnectionFailures why = new ConnectionFailures(access, port, failure);
    return new SqlServerFailure(
        access.server(),
        "No usable answer from SQL Server %s: %s".formatted(access.server(), why.words()),
        why.trouble(),
        failure);
  }

  /** There was no ticket before the driver was asked. */
  static SqlServerFailure of(SqlServerAccess access, Kerberos kerberos, LoginException failure) {
    ConnectionFailures why = new ConnectionFailures(access, 0, failure);
    return new SqlServerFailure(
        access.server(),
        "No Kerberos ticket for %s: %s".formatted(kerberos, why.words()),
        why.noTicket(kerberos),
        failure);
  }

  /** How a conversation ended that had begun; empty where that was no matter of the connection. */
  static Optional<ConnectionTrouble> midway(SQLException failure) {
    List<Throwable> causes = chain(failure);
    if (causes.stream().anyMatch(SQLTimeoutException.class::isInstance)) {
      return Optional.of(new ConnectionTrouble.TookTooLong());
    }
    if (causes.stream().anyMatch(SocketTimeoutException.class::isInstance)) {
      return Optional.of(new ConnectionTrouble.FellSilent());
    }
    String state = failure.getSQLState();
    return state != null && state.startsWith(CONNECTION_EXCEPTION)
        ? Optional.of(new ConnectionTrouble.Broken())
        : Optional.empty();
  }

  /** Everything that was said, once: the driver's own words often leave out the cause. */
  private String words() {
    StringBuilder words = new StringBuilder();
    for (Throwable cause : causes) {
      String text = cause.getMessage();
      if (text != null && words.indexOf(text) < 0) {
        words.append(words.isEmpty() ? "" : ": ").append(text);
      }
    }
    return words.toString();
  }

  private ConnectionTrouble trouble() {
    return credentials().or(this::tls).orElseGet(this::look);
  }

  private Optional<ConnectionTrouble> credentials() {
    return switch (access.authentication()) {
      case Integrated unproven when isCause(UnsatisfiedLinkError.class) || isNotConfigured() ->
          Optional.of(new ConnectionTrouble.NoCredentials(unproven.toString()));
      case Kerberos kerberos when isCause(GSSException.class) || isCause(LoginException.class) ->
          Optional.of(noTicket(kerberos));
      default -> Optional.empty();
    };
  }

  private ConnectionTrouble noTicket(Kerberos kerberos) {
    String account = kerberos.toString();
    return KerberosFailures.why(kerberos, causes)
        .<ConnectionTrouble>map(why -> new ConnectionTrouble.NoTicket(account, why))
        .orElseGet(() -> new ConnectionTrouble.NoCredentials(account));
  }

  /** The driver loads the native library before it opens a socket, and keeps no cause. */
  private boolean isNotConfigured() {
    return causes.stream()
        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("integrated"));
  }

  private Optional<ConnectionTrouble> tls() {
    String host = access.endpoint().host();
    if (isCause(CertificateExpiredException.class)) {
      return Optional.of(new ConnectionTrouble.CertificateOutOfDate(host, true));
    }
    if (isCause(CertificateNotYetValidException.class)) {
      return Optional.of(new ConnectionTrouble.CertificateOutOfDate(host, false));
    }
    if (isCause(java.security.cert.CertPathBuilderException.class)
        || isCause(java.security.cert.CertPathValidatorException.class)) {
      return Optional.of(new ConnectionTrouble.UntrustedCertificate(host));
    }
    if (causes.stream().anyMatch(ConnectionFailures::isAboutTheName)) {
      return Optional.of(new ConnectionTrouble.CertificateOfAnotherName(name()));
    }
    if (isCause(CertificateException.class)) {
      return Optional.of(new ConnectionTrouble.UntrustedCertificate(host));
    }
    if (isCause(SSLException.class)) {
      return Optional.of(
          new ConnectionTrouble.NoCommonTls(host, access.encryption().mode() == Mode.STRICT));
    }
    return Optional.empty();
  }

  private String name() {
    String other = access.encryption().hostNameInCertificate();
    return other == null ? access.endpoint().host() : other;
  }

  /** The driver's own check of the name is a bare CertificateException, with nothing beneath. */
  private static boolean isAboutTheName(Throwable cause) {
    return cause.getClass() == CertificateException.class && cause.getCause() == null;
  }

  /** Whoever reads this text stands before the same port as the driver did a moment ago. */
  private ConnectionTrouble look() {
    String host = access.endpoint().host();
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return new ConnectionTrouble.UnknownHost(host);
    }
    Duration login = access.timeouts().login();
    Duration patience = login.compareTo(LONGEST_LOOK) < 0 ? login : LONGEST_LOOK;
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(patience.toMillis()));
      return saysNoEncryption()
          ? new ConnectionTrouble.NoEncryption(host)
          : new ConnectionTrouble.NoConversation(host, port);
    } catch (ConnectException _) {
      return new ConnectionTrouble.Refused(host, port);
    } catch (IOException _) {
      return new ConnectionTrouble.TimedOut(host, port);
    }
  }

  /** In every language of the driver the protocol's name stays; nothing went wrong beneath. */
  private boolean saysNoEncryption() {
    return access.encryption().mode() == Mode.MANDATORY
        && causes.stream()
            .filter(SQLServerException.class::isInstance)
            .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("(SSL)"));
  }

  private boolean isCause(Class<? extends Throwable> kind) {
    return causes.stream().anyMatch(kind::isInstance);
  }

  private static List<Throwable> chain(Throwable first) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = first; link != null && !chain.contains(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }
}
