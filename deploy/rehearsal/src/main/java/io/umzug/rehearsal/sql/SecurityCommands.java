package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Logins, users and roles. */
final class SecurityCommands {

  private final EngineSession session;

  SecurityCommands(EngineSession session) {
    this.session = session;
  }

  void run(TokenCursor in) throws SqlRefusal, SQLException {
    if (in.accept("ALTER", "SERVER", "ROLE")) {
      String role = in.name();
      boolean add = adds(in);
      if (add) {
        addToServerRole(role, in.name());
      } else {
        changeServerRole(role, in.name(), false);
      }
    } else if (in.accept("CREATE", "USER")) {
      createUser(in);
    } else if (in.accept("ALTER", "USER")) {
      alterUser(in);
    } else if (in.accept("DROP", "USER")) {
      boolean lenient = in.accept("IF", "EXISTS");
      dropUser(in.name(), lenient);
    } else if (in.accept("ALTER", "ROLE")) {
      String role = in.name();
      boolean add = adds(in);
      changeRole(role, in.name(), add);
    } else if (in.accept("CREATE", "ROLE")) {
      String role = in.name();
      refuseKnownPrincipal(role);
      Principals.Principal owner =
          in.accept("AUTHORIZATION") ? user("find", "principal", in.name()) : null;
      Principals.add(h2(), role, "R", null, session.instance().now());
      if (owner != null) {
        Principals.setOwner(h2(), role, owner.id());
      }
    } else if (in.accept("DROP", "ROLE")) {
      boolean lenient = in.accept("IF", "EXISTS");
      dropRole(in.name(), lenient);
    } else {
      throw SqlRefusal.syntax(in.peek(1));
    }
    in.end();
  }

  private void alterUser(TokenCursor in) throws SqlRefusal, SQLException {
    String user = in.name();
    in.expect("WITH");
    do {
      if (in.accept("DEFAULT_SCHEMA")) {
        in.expectSymbol("=");
        requireDatabaseOwner();
        user("alter", "user", user);
        Principals.setDefaultSchema(h2(), user, in.name());
      } else {
        in.expect("LOGIN");
        in.expectSymbol("=");
        mapUser(user, in.name());
      }
    } while (in.acceptSymbol(","));
  }

  private void dropRole(String name, boolean lenient) throws SqlRefusal, SQLException {
    requireDatabaseOwner();
    if (lenient && Principals.find(h2(), name) == null) {
      return;
    }
    Principals.Principal role = user("drop", "role", name);
    if (!role.type().equals("R") || role.id() == 0 || role.id() >= 16384) {
      throw SqlRefusal.cannot("drop", "role", name);
    }
    if (Principals.hasMembers(h2(), role.id())) {
      throw SqlRefusal.of(
          15144, 16, 1, "The role has members. It must be empty before it can be dropped.");
    }
    forget(role.id());
    Principals.execute(
        h2(), "DELETE FROM \"umzug\".\"role_member\" WHERE member_id = ?", role.id());
    Principals.execute(
        h2(), "DELETE FROM \"umzug\".\"principal\" WHERE principal_id = ?", role.id());
  }

  /** What was granted to a principal that goes, and refuses where it owns a schema. */
  private void forget(int principal) throws SqlRefusal, SQLException {
    Catalog catalog = session.catalog(session.database());
    for (Catalog.Schema schema : catalog.schemas()) {
      if (schema.owner() == principal) {
        throw SqlRefusal.of(
            15138,
            16,
            1,
            "The database principal owns a schema in the database, and cannot be dropped.");
      }
    }
    catalog.removePermissions(known -> known.grantee() == principal);
    catalog.forget(4, principal);
  }

  private static boolean adds(TokenCursor in) throws SqlRefusal {
    boolean add = in.accept("ADD");
    if (!add) {
      in.expect("DROP");
    }
    in.expect("MEMBER");
    return add;
  }

  private Connection h2() throws SqlRefusal, SQLException {
    return session.h2(session.database());
  }

  private void requireDatabaseOwner() throws SqlRefusal, SQLException {
    Database current = Queries.known(session, session.database());
    if (!Entrance.inRole(session, current, "db_accessadmin")) {
      throw SqlRefusal.of(15247, 16, 1, "User does not have permission to perform this action.");
    }
  }

  void addToServerRole(String role, String name) throws SqlRefusal {
    changeServerRole(role, name, true);
  }

  private void changeServerRole(String role, String name, boolean add) throws SqlRefusal {
    if (!session.login().has("sysadmin")) {
      throw SqlRefusal.cannot("alter", "server role", role);
    }
    String known =
        Logins.SERVER_ROLES.stream()
            .filter(role::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(() -> SqlRefusal.cannot("alter", "server role", role));
    Login login = Logins.known(session, add ? "add" : "drop", name);
    List<String> roles = new ArrayList<>(login.roles());
    roles.remove(known);
    if (add) {
      roles.add(known);
    }
    session.instance().update(state -> state.with(login.withRoles(roles)));
  }

  private void refuseKnownPrincipal(String name) throws SqlRefusal, SQLException {
    requireDatabaseOwner();
    if (Principals.find(h2(), name) != null) {
      throw SqlRefusal.of(
          15023, 16, 1, "User, group, or role '%s' already exists in the current database.", name);
    }
  }

  private void createUser(TokenCursor in) throws SqlRefusal, SQLException {
    String user = in.name();
    String name = user;
    if (in.accept("FOR", "LOGIN") || in.accept("FROM", "LOGIN")) {
      name = in.name();
    } else if (in.accept("WITHOUT", "LOGIN")) {
      String schema = defaultSchema(in);
      in.end();
      refuseKnownPrincipal(user);
      Principals.add(h2(), user, "S", null, session.instance().now());
      Principals.setDefaultSchema(h2(), user, schema);
      return;
    }
    String schema = defaultSchema(in);
    in.end();
    refuseKnownPrincipal(user);
    Login login = validLogin(name);
    refuseSecondUser(login);
    Principals.add(
        h2(), user, login.type(), HexFormat.of().parseHex(login.sid()), session.instance().now());
    Principals.setDefaultSchema(h2(), user, schema);
  }

  private static String defaultSchema(TokenCursor in) throws SqlRefusal {
    if (!in.accept("WITH", "DEFAULT_SCHEMA")) {
      return "dbo";
    }
    in.expectSymbol("=");
    return in.name();
  }

  private Login validLogin(String name) throws SqlRefusal {
    return session
        .instance()
        .state()
        .login(name)
        .orElseThrow(
            () ->
                SqlRefusal.of(
                    15007,
                    16,
                    1,
                    "'%s' is not a valid login or you do not have permission.",
                    name));
  }

  private void refuseSecondUser(Login login) throws SqlRefusal, SQLException {
    Database current = Queries.known(session, session.database());
    boolean owner = login.sid().equalsIgnoreCase(current.ownerSid());
    if (owner || Principals.withSid(h2(), HexFormat.of().parseHex(login.sid())) != null) {
      throw SqlRefusal.of(
          15063, 16, 1, "The login already has an account under a different user name.");
    }
  }

  private Principals.Principal user(String what, String kind, String name)
      throws SqlRefusal, SQLException {
    Principals.Principal found = Principals.find(h2(), name);
    if (found == null) {
      throw SqlRefusal.cannot(what, kind, name);
    }
    return found;
  }

  private void mapUser(String name, String loginName) throws SqlRefusal, SQLException {
    requireDatabaseOwner();
    Principals.Principal user = user("alter", "user", name);
    Login login = validLogin(loginName);
    byte[] sid = HexFormat.of().parseHex(login.sid());
    Principals.Principal other = Principals.withSid(h2(), sid);
    if (other != null && other.id() != user.id()) {
      refuseSecondUser(login);
    }
    Principals.execute(
        h2(),
        "UPDATE \"umzug\".\"principal\" SET sid = ?, type = ? WHERE principal_id = ?",
        sid,
        login.type(),
        user.id());
  }

  private void dropUser(String name, boolean lenient) throws SqlRefusal, SQLException {
    requireDatabaseOwner();
    if (lenient && Principals.find(h2(), name) == null) {
      return;
    }
    Principals.Principal user = user("drop", "user", name);
    if (user.id() <= 4) {
      throw SqlRefusal.of(15150, 16, 1, "Cannot drop the user '%s'.", name);
    }
    forget(user.id());
    Principals.execute(
        h2(), "DELETE FROM \"umzug\".\"role_member\" WHERE member_id = ?", user.id());
    Principals.execute(
        h2(), "DELETE FROM \"umzug\".\"principal\" WHERE principal_id = ?", user.id());
  }

  void addToRole(String role, String member) throws SqlRefusal, SQLException {
    changeRole(role, member, true);
  }

  private void changeRole(String roleName, String memberName, boolean add)
      throws SqlRefusal, SQLException {
    requireDatabaseOwner();
    Principals.Principal role = user("alter", "role", roleName);
    if (!role.type().equals("R")) {
      throw SqlRefusal.cannot("alter", "role", roleName);
    }
    Principals.Principal member = user(add ? "add" : "drop", "principal", memberName);
    if (member.id() == 1) {
      throw SqlRefusal.of(15405, 11, 1, "Cannot use the special principal '%s'.", memberName);
    }
    Principals.execute(
        h2(),
        "DELETE FROM \"umzug\".\"role_member\" WHERE role_id = ? AND member_id = ?",
        role.id(),
        member.id());
    if (add) {
      Principals.execute(
          h2(), "INSERT INTO \"umzug\".\"role_member\" VALUES (?, ?)", role.id(), member.id());
    }
  }
}
