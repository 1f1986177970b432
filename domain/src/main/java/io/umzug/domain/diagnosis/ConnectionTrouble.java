package io.umzug.domain.diagnosis;

import java.util.List;

/** Why there was no conversation with a SQL Server, or why one ended. */
public sealed interface ConnectionTrouble {

  /** No name service knows the host (11001 in Windows' words). */
  record UnknownHost(String host) implements ConnectionTrouble {}

  /** The machine answers, but nothing listens there (10061). */
  record Refused(String host, int port) implements ConnectionTrouble {}

  /** Nobody answers under the address (10060, 53). */
  record TimedOut(String host, int port) implements ConnectionTrouble {}

  /** Something listens, but does not talk as a SQL Server does, or hangs up (233). */
  record NoConversation(String host, int port) implements ConnectionTrouble {}

  /** SQL Server Browser did not answer. */
  record BrowserSilent(String host, int browserPort, String instance)
      implements ConnectionTrouble {}

  /**
   * SQL Server Browser does not know the instance, or gives no port for it.
   *
   * @param answered the instances that it named
   */
  record UnknownInstance(String host, String instance, List<String> answered)
      implements ConnectionTrouble {
    public UnknownInstance {
      answered = List.copyOf(answered);
    }
  }

  /** SQL Server Browser knows the instance, which does not listen on TCP/IP. */
  record InstanceWithoutTcp(String host, String instance) implements ConnectionTrouble {}

  /** Nobody who is trusted vouches for the certificate. */
  record UntrustedCertificate(String host) implements ConnectionTrouble {}

  /** The certificate's time is over, or has not begun. */
  record CertificateOutOfDate(String host, boolean expired) implements ConnectionTrouble {}

  /** The certificate is another machine's. */
  record CertificateOfAnotherName(String host) implements ConnectionTrouble {}

  /** The two sides have no version of TLS, or no cipher, in common. */
  record NoCommonTls(String host, boolean strict) implements ConnectionTrouble {}

  /** The server does no encryption at all. */
  record NoEncryption(String host) implements ConnectionTrouble {}

  /** The account could not be proven before the server was asked: no ticket, no native library. */
  record NoCredentials(String account) implements ConnectionTrouble {}

  /** Kerberos gave no ticket, and said why. */
  record NoTicket(String account, TicketTrouble why) implements ConnectionTrouble {}

  /** The connection stands, but the server says nothing for longer than it may. */
  record FellSilent() implements ConnectionTrouble {}

  /** The connection ended while it was in use. */
  record Broken() implements ConnectionTrouble {}

  /** A statement was cancelled by us, because its time was over. */
  record TookTooLong() implements ConnectionTrouble {}

  /** A password, keytab or trust store cannot be read here. */
  record SecretUnreadable() implements ConnectionTrouble {}
}
