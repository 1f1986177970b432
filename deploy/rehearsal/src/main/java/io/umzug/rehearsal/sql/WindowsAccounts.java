package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Login;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts that Windows knows, with a login at an instance or without. An account has the same
 * SID for everybody, so one list serves all instances of the process; an account of a machine is
 * known on that machine only.
 */
final class WindowsAccounts {

  private static final Map<String, String> NAMES_BY_SID = new ConcurrentHashMap<>();
  private static final Map<String, Boolean> MACHINES = new ConcurrentHashMap<>();

  private WindowsAccounts() {}

  /** By the account's name, hexadecimal; the account is known from now on. */
  static String sid(String account) {
    byte[] digest =
        Logins.sha256(account.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    String sid = "010500000000000515000000" + HexFormat.of().formatHex(digest, 0, 16);
    NAMES_BY_SID.put(sid, account);
    return sid;
  }

  /** What an instance brings along when it is opened: its machine, and the accounts it knows. */
  static void heardOf(String machine, Iterable<Login> logins) {
    MACHINES.put(machine.toUpperCase(Locale.ROOT), true);
    for (Login login : logins) {
      if (login.type().equals("U")) {
        NAMES_BY_SID.put(login.sid().toLowerCase(Locale.ROOT), login.name());
      }
    }
  }

  /** The account of this SID, as Windows on a machine answers. */
  static Optional<String> name(String sid, String machine) {
    return Optional.ofNullable(NAMES_BY_SID.get(sid.toLowerCase(Locale.ROOT)))
        .filter(account -> !isOfAnotherMachine(account, machine));
  }

  private static boolean isOfAnotherMachine(String account, String machine) {
    String realm = account.substring(0, Math.max(0, account.indexOf('\\')));
    return !realm.equalsIgnoreCase(machine) && MACHINES.containsKey(realm.toUpperCase(Locale.ROOT));
  }
}
