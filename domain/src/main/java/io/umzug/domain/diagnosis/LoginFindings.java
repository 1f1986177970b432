package io.umzug.domain.diagnosis;

import java.util.List;

/** What it means when SQL Server answers, but lets nobody in. */
final class LoginFindings {

  private LoginFindings() {}

  static Finding refused(SqlServerTrouble trouble, SqlServerError error) {
    return error.number() == 18456 ? byState(trouble, error) : byNumber(trouble, error);
  }

  /** A client is told state 1 only, lest it learn which names there are. */
  private static Finding byState(SqlServerTrouble trouble, SqlServerError error) {
    String why =
        switch (error.state()) {
          case 2, 5 -> "there is no such login";
          case 6 ->
              "a Windows account was given as a SQL Server login; it needs NTLM, Kerberos or integrated login";
          case 7 -> "the login is disabled, and the password is wrong too";
          case 8, 9 -> "the password is wrong";
          case 11, 12 -> "the account is known, but may not connect to this server";
          case 13 -> "the SQL Server service is paused";
          case 18 -> "the password must be changed first";
          case 23 -> "the server is shutting down";
          case 16, 27, 38, 46 -> "the database asked for is not there or not open to this login";
          case 40 -> "the login's default database is not there or not open to it";
          case 58 -> "the server takes Windows logins only, and a SQL Server login was given";
          default ->
              "name or password are wrong, or the server takes Windows logins only; the true reason is kept from clients";
        };
    return finding(
        trouble,
        why,
        "Set that right on %s or in the configuration of Umzug (user, password file). The true reason stands in the error log of SQL Server: the state of error 18456 there (5 no such login, 8 wrong password, 11 or 12 no access, 38 or 40 database, 58 Windows logins only)"
            .formatted(trouble.server()));
  }

  private static Finding byNumber(SqlServerTrouble trouble, SqlServerError error) {
    return switch (error.number()) {
      case 18470 -> finding(trouble, "the account is disabled", "Enable it (ALTER LOGIN … ENABLE)");
      case 18486 ->
          finding(
              trouble,
              "the account is locked after too many wrong passwords",
              "Unlock it (ALTER LOGIN … WITH PASSWORD = … UNLOCK), and find out what tries a wrong password");
      case 18487 ->
          finding(trouble, "the password has expired", "Change it, and the password file of Umzug");
      case 18488 ->
          finding(
              trouble,
              "the password must be changed first",
              "Log in once with SQL Server Management Studio and change it, then the password file of Umzug");
      case 17892 ->
          finding(
              trouble,
              "a logon trigger of the server turned it away",
              "Ask who looks after %s which condition the trigger sets: time, machine, application name (Umzug's begins with umzug/)"
                  .formatted(trouble.server()));
      case 17806 ->
          new Finding(
              "SQL Server %s could not check the Windows account that Umzug gave (SSPI handshake failed)."
                  .formatted(trouble.server()),
              List.of("R27", "B5"),
              "Check domain, name and password, that %s reaches a domain controller, the clocks, and for Kerberos the service principal of the SQL Server's account. Its error log says more. Then retry."
                  .formatted(trouble.host()));
      case 18461 ->
          finding(
              trouble,
              "it runs in single-user mode, and the one connection is taken",
              "Restart the instance without -m");
      case 18401 ->
          finding(
              trouble,
              "it is still upgrading its own databases",
              "Wait until its error log says that recovery is complete");
      case 17142 ->
          finding(trouble, "the SQL Server service is paused", "Continue it on " + trouble.host());
      case 17809 ->
          finding(
              trouble,
              "it has reached its limit of user connections",
              "Close other programs, or raise 'user connections' (sp_configure)");
      case 4064 ->
          finding(
              trouble,
              "the login's default database cannot be opened",
              "Give the login another default database (ALTER LOGIN … WITH DEFAULT_DATABASE = master)");
      default -> finding(trouble, "the login failed", "Read the exact text");
    };
  }

  static Finding untrustedDomain(SqlServerTrouble trouble) {
    return new Finding(
        "SQL Server %s refused the login: it is of a domain that %s does not trust, or the server takes Windows logins only."
            .formatted(trouble.server(), trouble.host()),
        List.of("R33", "R27"),
        "Use a login that %s accepts, or allow SQL Server logins beside Windows logins (mixed mode, then restart the instance). For a Windows account: domain, name and password. Then retry."
            .formatted(trouble.server()));
  }

  private static Finding finding(SqlServerTrouble trouble, String why, String remedy) {
    return new Finding(
        "SQL Server %s refused the login that Umzug uses: %s.".formatted(trouble.server(), why),
        List.of("R33"),
        remedy + ". Then retry.");
  }
}
