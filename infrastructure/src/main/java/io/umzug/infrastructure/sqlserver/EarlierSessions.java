package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.WorkInterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier connection of the same move's work left on the server: its backup or restore may
 * still run, and would collide with the next.
 */
public final class EarlierSessions {

  /** Waits between two looks. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  /**
   * A BACKUP or RESTORE of an earlier connection that still runs.
   *
   * @param elapsed as the server counts it, {@code left} as it estimates it
   */
  record Running(int spid, String text, double percent, Duration elapsed, Duration left) {
    boolean is(MediaOperation operation) {
      return text.startsWith(MediaStatement.beginning(operation));
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EarlierSessions.class);
  private static final int NOT_AN_ACTIVE_PROCESS = 6106;

  /** From 2022 on, a part of it is enough; before, that part is unknown, and NULL. */
  private static final String MAY_SEE =
      "CASE WHEN HAS_PERMS_BY_NAME(NULL, NULL, N'VIEW SERVER STATE') = 1"
          + " OR HAS_PERMS_BY_NAME(NULL, NULL, N'VIEW SERVER PERFORMANCE STATE') = 1"
          + " THEN 1 ELSE 0 END";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LOOKS = 480;

  private final SqlServerSession session;
  private final String applicationName;
  private final Pause pause;
  private @Nullable Boolean allSeen;

  public EarlierSessions(SqlServerSession session, String applicationName, Pause pause) {
    this.session = session;
    this.applicationName = applicationName;
    this.pause = pause;
  }

  /** Ends them and waits, for two minutes at most, until none is left; answers how many. */
  public int end() {
    return end(List.of());
  }

  /** The same, but for those that run one of these operations. */
  int end(List<MediaOperation> spared) {
    List<Running> running = spared.isEmpty() ? List.of() : operations();
    Set<Integer> busy =
        running.stream()
            .filter(candidate -> spared.stream().anyMatch(candidate::is))
            .map(Running::spid)
            .collect(Collectors.toSet());
    List<Integer> others = all().stream().filter(spid -> !busy.contains(spid)).toList();
    endAll(others);
    return others.size();
  }

  /** Ends this one, and waits until it has taken back what it did. */
  void end(Running running) {
    endAll(List.of(running.spid()));
  }

  private void endAll(List<Integer> spids) {
    spids.forEach(this::kill);
    List<Integer> left = new ArrayList<>(spids);
    for (int look = 0; look < LOOKS; look++) {
      left.retainAll(all());
      if (left.isEmpty()) {
        return;
      }
      try {
        pause.of(BETWEEN_LOOKS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new WorkInterrupted("The service stops while earlier sessions end.");
      }
    }
    throw session.lookSaysOtherwise("KILL", "the sessions %s are still there.".formatted(left));
  }

  /**
   * Whether the server shows other logins' sessions, or only those of this one. Where it does not,
   * that is said once.
   */
  boolean isAllSeen() {
    Boolean known = allSeen;
    if (known == null) {
      known = session.query(row -> row.getInt(1), "SELECT " + MAY_SEE).contains(1);
      allSeen = known;
      if (!known) {
        LOG.warn(
            "{}: the login may not VIEW SERVER STATE, so the server shows it no session but this one. What an earlier attempt has left running cannot be found; grant VIEW SERVER STATE, or make sure that none runs.",
            session.server());
      }
    }
    return known;
  }

  /** Their session ids. */
  public List<Integer> all() {
    isAllSeen();
    return session
        .query(
            row -> new Found(row.getInt(1), row.getString(2)),
            "SELECT s.session_id, s.program_name FROM sys.dm_exec_sessions s"
                + " WHERE s.session_id <> @@SPID")
        .stream()
        .filter(found -> isOurs(found.program()))
        .map(Found::spid)
        .toList();
  }

  /** The operation, should it still run. */
  Optional<Running> running(MediaOperation operation) {
    return operations().stream().filter(running -> running.is(operation)).findFirst();
  }

  private List<Running> operations() {
    record Seen(@Nullable String program, Running running) {}
    return session
        .query(
            row ->
                new Seen(
                    row.getString(2),
                    new Running(
                        row.getInt(1),
                        orEmpty(row.getString(3)),
                        row.getDouble(4),
                        Duration.ofMillis(row.getLong(5)),
                        Duration.ofMillis(row.getLong(6)))),
            "SELECT r.session_id, s.program_name, t.text, r.percent_complete,"
                + " r.total_elapsed_time, r.estimated_completion_time"
                + " FROM sys.dm_exec_requests r"
                + " JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id"
                + " CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) t"
                + " WHERE r.session_id <> @@SPID"
                + " AND r.command IN (N'BACKUP DATABASE', N'RESTORE DATABASE')")
        .stream()
        .filter(seen -> isOurs(seen.program()))
        .map(Seen::running)
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * A move has one work at a time, so whatever else of it is connected before the work begins is of
   * an earlier attempt, or of work that was given up.
   */
  private boolean isOurs(@Nullable String program) {
    int end = applicationName.indexOf('/', SqlServerConnector.APPLICATION.length());
    return program != null
        && (program.equals(applicationName)
            || end > 0 && program.startsWith(applicationName.substring(0, end + 1)));
  }

  private record Found(int spid, @Nullable String program) {}

  private void kill(int spid) {
    try {
      session.run("KILL " + spid);
    } catch (SqlServerFailure e) {
      if (!e.isError(NOT_AN_ACTIVE_PROCESS)) {
        throw e;
      }
    }
  }
}
