package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;

import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import java.util.Optional;

/** The databases of an instance, as sys.databases shows them. */
final class Databases {

  private final SqlServerSession session;

  Databases(SqlServerSession session) {
    this.session = session;
  }

  Optional<DatabaseState> state(String database) {
    return session
        .query(
            row ->
                new DatabaseState(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
            "SELECT name, state_desc, recovery_model_desc, user_access_desc FROM sys.databases"
                + " WHERE name = ?",
            database)
        .stream()
        .findFirst();
  }

  DatabaseState requireOnline(String database, String after) {
    DatabaseState state =
        state(database)
            .orElseThrow(
                () ->
                    session.lookSaysOtherwise(
                        after, "there is no database '%s'.".formatted(database)));
    if (!state.isOnline()) {
      throw session.lookSaysOtherwise(
          after, "the database '%s' is %s.".formatted(database, state.state()));
    }
    return state;
  }

  void drop(String database) {
    Optional<DatabaseState> before = state(database);
    if (before.isEmpty()) {
      return;
    }
    if (before.get().isOnline()) {
      evictUsers(database);
    }
    session.run("DROP DATABASE " + name(database));
    if (state(database).isPresent()) {
      throw session.lookSaysOtherwise(
          "DROP DATABASE", "there is a database '%s' still.".formatted(database));
    }
  }

  /** Ends every other use: RESTORE needs the database alone. */
  void evictUsers(String database) {
    session.run("ALTER DATABASE " + name(database) + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
  }

  void admitUsers(String database) {
    session.run("ALTER DATABASE " + name(database) + " SET MULTI_USER");
  }

  /** A restore brings back the options that the database had when it was backed up (F3). */
  void settle(String database) {
    admitUsers(database);
    session.run("ALTER DATABASE " + name(database) + " SET RECOVERY SIMPLE");
    DatabaseState state = requireOnline(database, "ALTER DATABASE");
    if (!state.recoveryModel().equals("SIMPLE") || !state.userAccess().equals("MULTI_USER")) {
      throw session.lookSaysOtherwise(
          "ALTER DATABASE",
          "the database '%s' is %s and %s."
              .formatted(database, state.recoveryModel(), state.userAccess()));
    }
  }
}
