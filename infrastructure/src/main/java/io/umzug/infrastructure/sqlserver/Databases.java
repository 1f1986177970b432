package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;

import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.infrastructure.sqlserver.EarlierSessions.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases of an instance, as sys.databases shows them. */
final class Databases {

  private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

  /** Somebody else is in the database, or has the one seat of its single-user mode. */
  private static final Integer[] IN_USE = {924, 3702, 5061, 5064, 5070};

  private static final Integer[] NO_PROCESS_TO_KILL = {6106, 6107};
  private static final int ALREADY_EXISTS = 1801;
  private static final int ATTEMPTS = 10;
  private static final int LOOKS = 120;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final SqlServerSession session;
  private final Pause pause;

  Databases(SqlServerSession session, Pause pause) {
    this.session = session;
    this.pause = pause;
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

  /** Answers whether it was created now. */
  boolean create(String database, DatabaseScript.@Nullable Settings settings) {
    if (state(database).isPresent()) {
      return false;
    }
    try {
      session.run(
          "CREATE DATABASE "
              + name(database)
              + (settings == null ? "" : " COLLATE " + settings.collation()));
    } catch (SqlServerFailure e) {
      if (e.isError(ALREADY_EXISTS)) {
        return false;
      }
      throw e;
    }
    if (settings != null) {
      session.run(
          "ALTER DATABASE %s SET COMPATIBILITY_LEVEL = %d"
              .formatted(name(database), settings.compatibilityLevel()));
    }
    requireOnline(database, "CREATE DATABASE");
    return true;
  }

  void drop(String database) {
    Optional<DatabaseState> before = state(database);
    if (before.isEmpty()) {
      return;
    }
    if (isOrComesOnline(before.get())) {
      alone(database, () -> dropFromWithin(database));
    } else {
      session.run("DROP DATABASE " + name(database));
    }
    if (state(database).isPresent()) {
      throw session.lookSaysOtherwise(
          "DROP DATABASE", "there is a database '%s' still.".formatted(database));
    }
  }

  /** What is dropped offline leaves its files, and they are in the way of its successor. */
  private boolean isOrComesOnline(DatabaseState before) {
    if (!before.isOffline()) {
      return before.isOnline();
    }
    try {
      open(before.name());
      return true;
    } catch (SqlServerFailure e) {
      LOG.info("{}: {} is dropped offline", session.server(), before.name(), e);
      return false;
    }
  }

  /**
   * The seat of single-user mode is taken by ourselves, and given up for no longer than it takes
   * the server to come to the next statement.
   */
  private void dropFromWithin(String database) {
    try {
      session.run(
          "USE %1$s; ALTER DATABASE %1$s SET SINGLE_USER WITH ROLLBACK IMMEDIATE; USE [master]; DROP DATABASE %1$s"
              .formatted(name(database)));
    } catch (SqlServerFailure e) {
      session.leaveDatabase();
      if (state(database).isPresent()) {
        throw e;
      }
    }
  }

  /**
   * Ends every other use and lets nobody in: RESTORE needs the database alone, and takes it offline
   * as well. In single-user mode the one seat would go to whoever connects again first.
   */
  void close(String database) {
    alone(
        database,
        () ->
            session.run(
                "ALTER DATABASE " + name(database) + " SET OFFLINE WITH ROLLBACK IMMEDIATE"));
  }

  /** Takes back {@link #close}. */
  void open(String database) {
    session.run("ALTER DATABASE " + name(database) + " SET ONLINE");
  }

  private void admitUsers(String database) {
    alone(database, () -> session.run("ALTER DATABASE " + name(database) + " SET MULTI_USER"));
  }

  /** An earlier attempt may have left a single-user mode whose seat somebody else has by now. */
  private void alone(String database, Runnable statement) {
    for (int attempt = 1; ; attempt++) {
      try {
        statement.run();
        return;
      } catch (SqlServerFailure e) {
        if (attempt == ATTEMPTS || !e.isError(IN_USE)) {
          throw e;
        }
        endOtherUses(database);
      }
    }
  }

  /** Where nobody is seen, it was one of the server's own tasks, and over in a moment. */
  private void endOtherUses(String database) {
    List<Integer> left = new ArrayList<>(others(database));
    left.forEach(this::kill);
    boolean isOver = !left.isEmpty() && isOver(left, database);
    for (int look = 0; !isOver && look < LOOKS; look++) {
      waitForIt();
      isOver = isOver(left, database);
    }
  }

  private boolean isOver(List<Integer> left, String database) {
    left.retainAll(others(database));
    return left.isEmpty();
  }

  private void waitForIt() {
    try {
      pause.of(BETWEEN_LOOKS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("The service stops while other sessions end.");
    }
  }

  /** By their locks, which every release shows, also of who works there from another database. */
  private List<Integer> others(String database) {
    return session.query(
        row -> row.getInt(1),
        "SELECT DISTINCT l.request_session_id FROM sys.dm_tran_locks AS l"
            + " JOIN sys.databases AS d ON d.database_id = l.resource_database_id"
            + " WHERE l.resource_type = N'DATABASE' AND l.request_session_id <> @@SPID"
            + " AND d.name = ?",
        database);
  }

  private void kill(int spid) {
    try {
      session.run("KILL " + spid);
    } catch (SqlServerFailure e) {
      if (!e.isError(NO_PROCESS_TO_KILL)) {
        throw e;
      }
    }
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
