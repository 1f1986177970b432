package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Server principals: how they are made and how a password is checked. */
final class Logins {

  static final List<String> SERVER_ROLES =
      List.of(
          "public",
          "sysadmin",
          "securityadmin",
          "serveradmin",
          "setupadmin",
          "processadmin",
          "diskadmin",
          "dbcreator",
          "bulkadmin");

  private static final SecureRandom RANDOM = new SecureRandom();

  private Logins() {}

  static Login create(SqlLogin wanted, int id, String now) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    String salted = HexFormat.of().formatHex(salt);
    return new Login(
        wanted.name(),
        id,
        wanted.windows() ? "U" : "S",
        sid(wanted),
        salted,
        wanted.windows() ? "" : hash(salted, wanted.password()),
        wanted.serverRoles().stream().map(role -> role.toLowerCase(Locale.ROOT)).sorted().toList(),
        now,
        wanted.condition());
  }

  static Login withPassword(Login login, String password, boolean mustChange, boolean unlock) {
    return new Login(
        login.name(),
        login.id(),
        login.type(),
        login.sid(),
        login.salt(),
        hash(login.salt(), password),
        login.roles(),
        login.created(),
        login.condition().withNewPassword(mustChange, unlock));
  }

  /** Who is let in; an account that is locked out is told so whatever the password. */
  static Login admitted(InstanceState state, String user, String password) throws SqlRefusal {
    Login login = state.login(user).orElseThrow(() -> unknown(user));
    if (login.condition() == LoginCondition.LOCKED_OUT) {
      login.condition().check(user);
    }
    if (!matches(login, password)) {
      throw unknown(user);
    }
    login.condition().check(user);
    return login;
  }

  /** The same for a Windows account that has been proven. */
  static Login admitted(InstanceState state, String account) throws SqlRefusal {
    Login login = state.login(account).orElseThrow(() -> unknown(account));
    login.condition().check(account);
    return login;
  }

  private static SqlRefusal unknown(String user) {
    return SqlRefusal.of(18456, 14, 1, "Login failed for user '%s'.", user);
  }

  /** A Windows account is the same one on every server; a SQL login is one server's own. */
  private static String sid(SqlLogin login) {
    if (login.windows()) {
      return WindowsAccounts.sid(login.name());
    }
    if (login.name().equalsIgnoreCase("sa")) {
      return "01";
    }
    byte[] sid = new byte[16];
    RANDOM.nextBytes(sid);
    return HexFormat.of().formatHex(sid);
  }

  private static boolean matches(Login login, String password) {
    return login.type().equals("S")
        && MessageDigest.isEqual(
            hash(login.salt(), password).getBytes(StandardCharsets.US_ASCII),
            login.hash().getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String salt, String password) {
    return HexFormat.of().formatHex(sha256((salt + password).getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The login of this name; to do {@code what} with none is refused. */
  static Login known(EngineSession session, String what, String name) throws SqlRefusal {
    return session
        .instance()
        .state()
        .login(name)
        .orElseThrow(() -> SqlRefusal.cannot(what, "login", name));
  }

  static boolean owns(Login login, Database database) {
    return login.has("sysadmin") || login.sid().equalsIgnoreCase(database.ownerSid());
  }

  static boolean createsDatabases(Login login) {
    return login.has("sysadmin") || login.has("dbcreator");
  }
}
