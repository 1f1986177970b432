package io.umzug.domain.diagnosis;

import java.util.List;
import java.util.Locale;

/** B3: under which names the accounts of a SQL Server's service need rights. */
final class ServiceAccounts {

  private final SqlServerTrouble trouble;

  private ServiceAccounts(SqlServerTrouble trouble) {
    this.trouble = trouble;
  }

  static ServiceAccounts of(SqlServerTrouble trouble) {
    return new ServiceAccounts(trouble);
  }

  /** The accounts, each with its name over the network where that differs. */
  String named() {
    List<String> accounts = trouble.serviceAccounts();
    return accounts.isEmpty()
        ? "the account of the SQL Server service on %s (SQL Server Configuration Manager names it; a virtual account such as NT Service\\MSSQL$INSTANCE appears over the network as %s)"
            .formatted(trouble.host(), machineAccount())
        : String.join(" and ", accounts.stream().map(this::named).toList());
  }

  private String named(String account) {
    return trouble.isOnShare() && isMachinesOwn(account)
        ? "%s (over the network it appears as %s)".formatted(account, machineAccount())
        : account;
  }

  private String machineAccount() {
    return "DOMAIN\\" + trouble.host() + "$";
  }

  /** Virtual and built-in accounts have no password: on the network the machine stands for them. */
  private static boolean isMachinesOwn(String account) {
    String lower = account.toLowerCase(Locale.ROOT);
    return lower.startsWith("nt service\\")
        || lower.startsWith("nt authority\\")
        || lower.startsWith("nt-autorit")
        || lower.equals("localsystem");
  }
}
