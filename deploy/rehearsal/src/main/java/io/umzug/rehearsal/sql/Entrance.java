package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/** Who may enter which database, and when. */
final class Entrance {

  private Entrance() {}

  static Database check(EngineSession session, String name) throws SqlRefusal, SQLException {
    Database database =
        session
            .instance()
            .state()
            .database(name)
            .orElseThrow(() -> SqlRefusal.unknownDatabase(name));
    checkCondition(database);
    if (database.userAccess().equals("SINGLE_USER")
        && session.instance().inUse(database, session)) {
      throw SqlRefusal.of(
          924,
          14,
          1,
          "Database '%s' is already open and can only have one user at a time.",
          database.name());
    }
    Login login = session.login();
    if (!database.system() && !Logins.owns(login, database) && !isUser(session, database, login)) {
      throw SqlRefusal.of(
          916,
          14,
          2,
          "The server principal \"%s\" is not able to access the database \"%s\" under the current"
              + " security context.",
          login.name(),
          database.name());
    }
    return database;
  }

  static void checkCondition(Database database) throws SqlRefusal {
    if (database.condition() == Condition.RESTORING) {
      throw SqlRefusal.of(
          927,
          14,
          2,
          "Database '%s' cannot be opened. It is in the middle of a restore.",
          database.name());
    }
    if (database.condition() == Condition.OFFLINE) {
      throw SqlRefusal.of(
          942, 14, 4, "Database '%s' cannot be opened because it is offline.", database.name());
    }
  }

  private static boolean isUser(EngineSession session, Database database, Login login)
      throws SQLException {
    try (Connection h2 = session.instance().connection(database, 0)) {
      return Principals.withSid(h2, HexFormat.of().parseHex(login.sid())) != null;
    }
  }

  /** Whether the login may BACKUP the database or change its users. */
  static boolean inRole(EngineSession session, Database database, String role) throws SQLException {
    Login login = session.login();
    if (Logins.owns(login, database)) {
      return true;
    }
    try (Connection h2 = session.instance().connection(database, 0)) {
      Principals.Principal user = Principals.withSid(h2, HexFormat.of().parseHex(login.sid()));
      return user != null
          && (Integer.valueOf(1).equals(Principals.inRole(h2, "db_owner", user.name()))
              || Integer.valueOf(1).equals(Principals.inRole(h2, role, user.name())));
    }
  }
}
