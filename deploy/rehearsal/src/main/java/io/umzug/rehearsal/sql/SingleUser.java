package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.sql.InstanceState.Database;
import java.util.Map;

/** Who has the one seat of a database in single-user mode. */
final class SingleUser {

  private static final String MODE = "SINGLE_USER";

  private SingleUser() {}

  /** Whoever is in it, and nobody else, may change such a database. */
  static void refuseUnlessSeated(EngineSession session, Database database) throws SqlRefusal {
    if (isSo(database) && session.instance().inUse(database, session)) {
      throw SqlRefusal.of(
              5064,
              16,
              1,
              "Changes to the state or options of database '%s' cannot be made at this time. The"
                  + " database is in single-user mode, and a user is currently connected to it.",
              database.name())
          .then(SqlRefusal.of(5069, 16, 1, "ALTER DATABASE statement failed."));
    }
  }

  private static boolean isSo(Database database) {
    return database.userAccess().equals(MODE)
        && database.condition() == InstanceState.Condition.ONLINE;
  }

  /** A client that waits for a free seat, where one is armed, comes in. */
  static void offerSeats(SqlInstance instance) {
    for (Database database : instance.state().databases()) {
      if (isSo(database)
          && instance.sessions().stream().noneMatch(s -> s.occupies(database.name()))
          && instance.estate().faults().strike(Fault.SEAT_TAKEN, "connect")) {
        instance.enterAsAnother(database.name());
        instance.record("seat-taken", Map.of("database", database.name()));
      }
    }
  }
}
