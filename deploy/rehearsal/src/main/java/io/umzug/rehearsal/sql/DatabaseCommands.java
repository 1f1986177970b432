package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CREATE, ALTER and DROP DATABASE, and who owns it. */
final class DatabaseCommands {

  private final EngineSession session;
  private final SqlInstance instance;

  DatabaseCommands(EngineSession session) {
    this.session = session;
    this.instance = session.instance();
  }

  void run(TokenCursor in) throws SqlRefusal, SQLException {
    if (in.accept("CREATE", "DATABASE")) {
      create(in);
    } else if (in.accept("DROP", "DATABASE")) {
      boolean lenient = in.accept("IF", "EXISTS");
      do {
        drop(in.name(), lenient);
      } while (in.acceptSymbol(","));
      in.end();
    } else if (in.accept("ALTER", "DATABASE")) {
      alter(in);
    } else if (in.accept("ALTER", "AUTHORIZATION", "ON", "DATABASE")) {
      in.expectSymbol("::");
      String name = in.name();
      in.expect("TO");
      changeOwner(name, in.name());
      in.end();
    } else {
      throw SqlRefusal.syntax(in.peek(1));
    }
  }

  private void create(TokenCursor in) throws SqlRefusal, SQLException {
    String name = in.name();
    List<DataFile> files = FileSizes.ofCreate(in);
    String collation = in.accept("COLLATE") ? in.name() : "";
    in.end();
    refuseInTransaction("CREATE DATABASE");
    Login login = session.login();
    if (!Logins.createsDatabases(login)) {
      throw SqlRefusal.of(
          262, 14, 1, "CREATE DATABASE permission denied in database '%s'.", session.database());
    }
    String now = instance.now().toString();
    synchronized (instance) {
      InstanceState state = instance.state();
      if (state.database(name).isPresent()) {
        throw SqlRefusal.of(
            1801, 16, 3, "Database '%s' already exists. Choose a different database name.", name);
      }
      Database database =
          Installation.database(
              instance.settings(), name, state.freeDatabaseId(), login.sid(), now);
      Database placed = files.isEmpty() ? database : database.withFiles(files);
      LooseFiles.of(instance).refuse(placed);
      instance.store(placed);
      instance.update(before -> before.with(placed));
      if (!collation.isEmpty()) {
        instance.catalog(placed).collation(collation);
      }
      try (Connection h2 = instance.connection(placed, 0)) {
        Principals.setDbo(h2, HexFormat.of().parseHex(login.sid()));
      }
    }
    record("database-created", name);
  }

  private void record(String what, String database) {
    instance.record(what, Map.of("database", database, "applicationName", session.application()));
  }

  private void refuseInTransaction(String statement) throws SqlRefusal {
    if (session.transactionCount() > 0) {
      throw SqlRefusal.of(
          226, 16, 6, "%s statement not allowed within multi-statement transaction.", statement);
    }
  }

  private void drop(String name, boolean lenient) throws SqlRefusal {
    refuseInTransaction("DROP DATABASE");
    if (lenient && instance.state().database(name).isEmpty()) {
      return;
    }
    Database database =
        instance
            .state()
            .database(name)
            .filter(known -> Logins.owns(session.login(), known) && !known.system())
            .orElseThrow(
                () ->
                    SqlRefusal.of(
                        3701,
                        11,
                        1,
                        "Cannot drop the database '%s', because it does not exist or you do not"
                            + " have permission.",
                        name));
    synchronized (instance) {
      if (session.database().equalsIgnoreCase(database.name())
          || instance.inUse(database, session)) {
        throw SqlRefusal.of(
            3702, 16, 4, "Cannot drop database \"%s\" because it is currently in use.", name);
      }
      instance.closeStore(database.store());
      instance.update(state -> state.without(database.id()));
      if (database.condition() == Condition.OFFLINE) {
        LooseFiles.of(instance).leave(database);
      }
      instance.writes().forget(database.id());
      if (!database.store().isEmpty()) {
        Store.delete(instance.path(database.store()));
      }
    }
    record("database-dropped", database.name());
  }

  private void alter(TokenCursor in) throws SqlRefusal, SQLException {
    String name = in.name().toString();
    boolean current = name.equalsIgnoreCase("CURRENT");
    String target = current ? session.database() : name;
    Database database =
        instance
            .state()
            .database(target)
            .filter(known -> Logins.owns(session.login(), known))
            .orElseThrow(
                () ->
                    SqlRefusal.of(
                        5011,
                        14,
                        5,
                        "User does not have permission to alter database '%s', the database does"
                            + " not exist, or the database is not in a state that allows access"
                            + " checks.",
                        target));
    if (in.accept("MODIFY", "FILE")) {
      new FileSizes(instance).modify(database, in);
      in.end();
      return;
    }
    in.expect("SET");
    if (database.condition() == Condition.RESTORING) {
      throw SqlRefusal.of(
          5052,
          16,
          1,
          "ALTER DATABASE is not permitted while a database is in the %s state.",
          "Restoring");
    }
    SingleUser.refuseUnlessSeated(session, database);
    do {
      if (!option(database, in)) {
        set(database, in);
      }
    } while (in.acceptSymbol(","));
    if (in.accept("WITH")) {
      termination(in, database);
    }
    in.end();
  }

  /** Options that lie in the database itself, and so come along with its backups. */
  private boolean option(Database database, TokenCursor in) throws SqlRefusal, SQLException {
    String name = upper(in.peek());
    if (!Set.of("ALLOW_SNAPSHOT_ISOLATION", "READ_COMMITTED_SNAPSHOT", "QUERY_STORE").contains(name)
        && !DatabaseSwitches.isKnown(name)) {
      return false;
    }
    in.next();
    if (name.equals("QUERY_STORE")) {
      in.expectSymbol("=");
    }
    boolean on = in.accept("ON");
    if (!on) {
      in.expect("OFF");
    }
    instance.catalog(database).set(name, on);
    return true;
  }

  private void set(Database database, TokenCursor in) throws SqlRefusal {
    Token option = in.peek();
    if (in.accept("RECOVERY")) {
      Token model = in.next();
      if (!Set.of("SIMPLE", "FULL", "BULK_LOGGED").contains(upper(model))) {
        throw SqlRefusal.syntax(model);
      }
      change(database, before -> before.withRecoveryModel(upper(model)));
      record("recovery-model-changed", database.name());
    } else if (in.accept("COMPATIBILITY_LEVEL")) {
      in.expectSymbol("=");
      int level = in.number();
      if (!instance.settings().knowsLevel(level)) {
        throw SqlRefusal.of(
            15048,
            16,
            1,
            "Valid values of the database compatibility level are %s.",
            instance.settings().levels());
      }
      change(database, before -> before.withCompatibilityLevel(level));
    } else if (in.accept("SINGLE_USER") || in.accept("RESTRICTED_USER")) {
      if (!in.accept("WITH")) {
        throw SqlRefusal.of(
            5070,
            16,
            2,
            "Database state cannot be changed while other users are using the"
                + " database '%s'; say WITH ROLLBACK IMMEDIATE.",
            database.name());
      }
      termination(in, database);
      change(database, before -> before.withUserAccess(upper(option)));
      SingleUser.offerSeats(instance);
    } else if (in.accept("MULTI_USER")) {
      change(database, before -> before.withUserAccess("MULTI_USER"));
    } else if (in.accept("OFFLINE")) {
      if (in.accept("WITH")) {
        termination(in, database);
      }
      offline(database);
    } else if (in.accept("ONLINE")) {
      change(database, before -> before.with(Condition.ONLINE));
    } else {
      throw SqlRefusal.syntax(option);
    }
  }

  private static String upper(Token token) {
    return token.text().toUpperCase(java.util.Locale.ROOT);
  }

  private void offline(Database database) throws SqlRefusal {
    if (database.system()
        || session.database().equalsIgnoreCase(database.name())
        || instance.inUse(database, session)) {
      throw SqlRefusal.of(
          5061,
          16,
          1,
          "ALTER DATABASE failed because a lock could not be placed on database '%s'."
              + " Try again later.",
          database.name());
    }
    change(database, before -> before.with(Condition.OFFLINE));
    instance.closeStore(database.store());
  }

  private interface Change {
    Database to(Database before);
  }

  private void change(Database database, Change change) {
    instance.update(
        state ->
            state
                .database(database.name())
                .map(known -> state.with(change.to(known)))
                .orElse(state));
  }

  /** WITH ROLLBACK IMMEDIATE ends everybody else's session in the database. */
  private void termination(TokenCursor in, Database database) throws SqlRefusal {
    if (in.accept("NO_WAIT")) {
      return;
    }
    in.expect("ROLLBACK");
    if (in.accept("AFTER")) {
      in.number();
      in.accept("SECONDS");
    } else {
      in.expect("IMMEDIATE");
    }
    for (EngineSession other : instance.sessions()) {
      if (other != session && other.occupies(database.name())) {
        other.close();
        other.awaitEnd();
      }
    }
  }

  private void changeOwner(String name, String loginName) throws SqlRefusal, SQLException {
    Database database = Queries.known(session, name);
    Login login =
        instance
            .state()
            .login(loginName)
            .filter(_ -> Logins.owns(session.login(), database))
            .orElseThrow(() -> SqlRefusal.cannot("find", "principal", loginName));
    try (Connection h2 = instance.connection(database, 0)) {
      byte[] sid = HexFormat.of().parseHex(login.sid());
      Principals.Principal same = Principals.withSid(h2, sid);
      if (same != null && same.id() != Principals.DBO) {
        throw SqlRefusal.of(
            15110,
            16,
            1,
            "The proposed new database owner is already a user or aliased in the database.");
      }
      Principals.setDbo(h2, sid);
    }
    change(database, before -> before.withOwner(login.sid()));
  }
}
