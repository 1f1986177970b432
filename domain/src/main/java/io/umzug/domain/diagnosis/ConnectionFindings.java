package io.umzug.domain.diagnosis;

import io.umzug.domain.diagnosis.ConnectionTrouble.Broken;
import io.umzug.domain.diagnosis.ConnectionTrouble.BrowserSilent;
import io.umzug.domain.diagnosis.ConnectionTrouble.CertificateOfAnotherName;
import io.umzug.domain.diagnosis.ConnectionTrouble.CertificateOutOfDate;
import io.umzug.domain.diagnosis.ConnectionTrouble.FellSilent;
import io.umzug.domain.diagnosis.ConnectionTrouble.InstanceWithoutTcp;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoCommonTls;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoConversation;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoCredentials;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoEncryption;
import io.umzug.domain.diagnosis.ConnectionTrouble.NoTicket;
import io.umzug.domain.diagnosis.ConnectionTrouble.Refused;
import io.umzug.domain.diagnosis.ConnectionTrouble.SecretUnreadable;
import io.umzug.domain.diagnosis.ConnectionTrouble.TimedOut;
import io.umzug.domain.diagnosis.ConnectionTrouble.TookTooLong;
import io.umzug.domain.diagnosis.ConnectionTrouble.UnknownHost;
import io.umzug.domain.diagnosis.ConnectionTrouble.UnknownInstance;
import io.umzug.domain.diagnosis.ConnectionTrouble.UntrustedCertificate;
import java.util.List;

/** What it means when the way to a SQL Server ends before it says a word (R27). */
final class ConnectionFindings {

  private static final List<String> REACHED = List.of("R27");
  private static final String THEN_RETRY = ". Then retry; what is already done is not done again.";

  private ConnectionFindings() {}

  static Finding of(SqlServerTrouble trouble, ConnectionTrouble connection) {
    return switch (connection) {
      case UnknownHost at ->
          finding(
              trouble,
              "no name service knows the host %s".formatted(at.host()),
              "Check the spelling, and that this machine asks the right DNS server; the full name or the IP address serves too");
      case Refused at ->
          finding(
              trouble,
              "%s answers, but nothing listens on its port %d (connection refused, 10061)"
                  .formatted(at.host(), at.port()),
              "Start the SQL Server service on %s, enable TCP/IP for the instance in SQL Server Configuration Manager, and check the port there"
                  .formatted(at.host()));
      case TimedOut at ->
          finding(
              trouble,
              "nobody answered under %s, port %d (timed out, 10060 or 53)"
                  .formatted(at.host(), at.port()),
              "Check that %s is switched on, and that no firewall keeps TCP port %d from this machine"
                  .formatted(at.host(), at.port()));
      case NoConversation at ->
          finding(
              trouble,
              "something listens on port %d of %s, but did not answer as a SQL Server does, or hung up (233)"
                  .formatted(at.port(), at.host()),
              "Check that the port is the instance's, that the server takes more connections, and what its error log says at this moment");
      case BrowserSilent at -> browserSilent(trouble, at);
      case UnknownInstance at -> unknownInstance(trouble, at);
      case InstanceWithoutTcp at ->
          finding(
              trouble,
              "SQL Server Browser on %s knows the instance %s, which does not listen on TCP/IP"
                  .formatted(at.host(), at.instance()),
              "Enable TCP/IP for the instance in SQL Server Configuration Manager on %s, and restart it"
                  .formatted(at.host()));
      case UntrustedCertificate at ->
          finding(
              trouble,
              "nobody whom Umzug trusts vouches for the certificate of %s".formatted(at.host()),
              "Give the SQL Server a certificate of the company's own authority and Umzug a trust store with it (trust-store), or, knowing that whoever stands in between then reads along, say trust-server-certificate");
      case CertificateOutOfDate at ->
          finding(
              trouble,
              "the certificate of %s %s"
                  .formatted(at.host(), at.expired() ? "has expired" : "is not valid yet"),
              at.expired()
                  ? "Give the SQL Server a new certificate, and restart it"
                  : "Compare the clocks of this machine and of %s".formatted(at.host()));
      case CertificateOfAnotherName at ->
          finding(
              trouble,
              "the certificate is not made out for %s".formatted(at.host()),
              "Reach the server under the name in its certificate, or say which one that is (host-name-in-certificate)");
      case NoCommonTls at -> noCommonTls(trouble, at);
      case NoEncryption at ->
          finding(
              trouble,
              "%s does no encryption, which Umzug insists on".formatted(at.host()),
              "Enable TLS on the SQL Server; or, knowing that all data then go over the network in the clear, say encrypt: optional");
      case NoCredentials who ->
          new Finding(
              "Umzug could not prove to SQL Server %s that it is %s; the server was not asked yet."
                  .formatted(trouble.server(), who.account()),
              List.of("R27", "B5"),
              "For Kerberos: check krb5.conf (Windows: krb5.ini), and read the exact text. For integrated login: run Umzug on Windows, with Microsoft's mssql-jdbc_auth library on its library path. Then retry.");
      case NoTicket none -> TicketFindings.of(trouble, none);
      case FellSilent _ -> fellSilent(trouble);
      case Broken _ ->
          new Finding(
              "During %s, the connection to SQL Server %s broke."
                  .formatted(trouble.operation(), trouble.server()),
              REACHED,
              "Check that the SQL Server service on %s runs (its error log says why it ended), and the network between%s"
                  .formatted(trouble.host(), THEN_RETRY));
      case TookTooLong _ ->
          new Finding(
              "During %s, SQL Server %s was not ready within the time of 'query-timeout'; Umzug cancelled the statement."
                  .formatted(trouble.operation(), trouble.server()),
              List.of(),
              "Look what %s waits for (locks, disks), or raise 'query-timeout'; zero is no limit%s"
                  .formatted(trouble.host(), THEN_RETRY));
      case SecretUnreadable _ ->
          new Finding(
              "A secret for SQL Server %s is missing, or cannot be read on this machine."
                  .formatted(trouble.server()),
              List.of("R33"),
              "See in the exact text where it was looked for: keep it there ('umzug secret set'), readable for the account that runs Umzug. Then retry.");
    };
  }

  private static Finding fellSilent(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s said nothing for longer than 'socket-timeout' allows; Umzug gave the connection up."
            .formatted(trouble.operation(), trouble.server()),
        REACHED,
        "Check that %s runs and can be reached. A long BACKUP or RESTORE is silent by its nature: for these leave 'socket-timeout' at zero, a dead server is noticed all the same%s"
            .formatted(trouble.host(), THEN_RETRY));
  }

  private static Finding browserSilent(SqlServerTrouble trouble, BrowserSilent at) {
    return finding(
        trouble,
        "SQL Server Browser on %s did not say the port of the instance %s (no answer from UDP port %d)"
            .formatted(at.host(), at.instance(), at.browserPort()),
        "Start the service SQL Server Browser on %s and open UDP port %d, or give the instance's TCP port instead (host,port)"
            .formatted(at.host(), at.browserPort()));
  }

  private static Finding unknownInstance(SqlServerTrouble trouble, UnknownInstance at) {
    return finding(
        trouble,
        "SQL Server Browser on %s knows no instance %s; it named %s"
            .formatted(
                at.host(),
                at.instance(),
                at.answered().isEmpty() ? "none" : String.join(", ", at.answered())),
        "Check the instance's name, and that its service runs: an instance that is stopped or hidden is not named");
  }

  private static Finding noCommonTls(SqlServerTrouble trouble, NoCommonTls at) {
    return finding(
        trouble,
        at.strict()
            ? "%s does not begin with TLS, as strict encryption (TDS 8) has it, or with none that is safe"
                .formatted(at.host())
            : "Umzug and %s have no version of TLS in common that is safe".formatted(at.host()),
        at.strict()
            ? "Use strict with SQL Server 2022 or later only; say encrypt: true for an older one"
            : "Update SQL Server and Windows on %s so that TLS 1.2 is spoken (SQL Server 2014 and older need an update for that)"
                .formatted(at.host()));
  }

  private static Finding finding(SqlServerTrouble trouble, String because, String remedy) {
    return new Finding(
        "SQL Server %s was not reached for %s: %s."
            .formatted(trouble.server(), trouble.operation(), because),
        REACHED,
        remedy + THEN_RETRY);
  }
}
