package io.umzug.domain.diagnosis;

import io.umzug.domain.diagnosis.ConnectionTrouble.NoTicket;
import java.util.List;

/** What it means when Kerberos gives no ticket for a SQL Server. */
final class TicketFindings {

  private TicketFindings() {}

  static Finding of(SqlServerTrouble trouble, NoTicket none) {
    return new Finding(
        "Kerberos gave no ticket for SQL Server %s to %s: %s; the server was not asked yet."
            .formatted(trouble.server(), none.account(), why(none.why())),
        List.of("R27", "B5"),
        remedy(trouble, none.why()) + ". Then retry.");
  }

  private static String why(TicketTrouble why) {
    return switch (why) {
      case UNKNOWN_ACCOUNT -> "the domain knows no such account (Kerberos error 6)";
      case DISABLED_ACCOUNT -> "the account is disabled, locked or expired (Kerberos error 18)";
      case EXPIRED_PASSWORD -> "its password has expired or must be changed (Kerberos error 23)";
      case WRONG_PASSWORD ->
          "the password or the keytab is not the account's (Kerberos error 24 or 31)";
      case UNKNOWN_SERVICE ->
          "the domain knows no such service principal of the SQL Server (Kerberos error 7)";
      case CLOCKS_DIFFER ->
          "the clocks of this machine and of the domain differ too much (Kerberos error 37)";
      case NO_COMMON_ENCRYPTION -> "no kind of key is allowed on both sides (Kerberos error 14)";
      case NO_KEY -> "the keytab holds no key of that account";
      case NO_CACHED_TICKET -> "the ticket cache holds no ticket that is still good";
      case NO_KDC -> "no KDC answered";
      case UNKNOWN_REALM -> "this machine does not know which KDC to ask";
    };
  }

  private static String remedy(SqlServerTrouble trouble, TicketTrouble why) {
    return switch (why) {
      case UNKNOWN_ACCOUNT ->
          "Check 'user': name@REALM, the realm in capital letters, as the domain controller has it";
      case DISABLED_ACCOUNT -> "Have the account enabled or unlocked in the domain";
      case EXPIRED_PASSWORD ->
          "Change the password in the domain, then the password file or the keytab of Umzug";
      case WRONG_PASSWORD ->
          "Check the password file; a keytab is to be made anew after each change of the password, with the account's present key version";
      case UNKNOWN_SERVICE ->
          "Have the principal registered for the account under which the SQL Server on %s runs (setspn -S MSSQLSvc/host:port account), reach the server by that very host name, or say 'service-principal'"
              .formatted(trouble.host());
      case CLOCKS_DIFFER ->
          "Set the clock of this machine by the domain controller's; five minutes apart is usually the limit";
      case NO_COMMON_ENCRYPTION ->
          "Allow AES for the account in the domain (msDS-SupportedEncryptionTypes), change its password once after that, and make the keytab anew";
      case NO_KEY ->
          "Compare 'user' with what the keytab holds (klist -k), capital letters included, or have the keytab made for that account";
      case NO_CACHED_TICKET ->
          "Get a ticket (kinit) as the account that runs Umzug, or give a keytab: a ticket ends after some hours, which a move may take";
      case NO_KDC ->
          "Check that the domain controllers which krb5.conf (Windows: krb5.ini) or DNS name for the realm run, and that no firewall keeps TCP and UDP port 88 from this machine";
      case UNKNOWN_REALM ->
          "Name the realm in 'user' (name@REALM) and its domain controllers in krb5.conf (Windows: krb5.ini)";
    };
  }
}
