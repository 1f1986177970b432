package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.work.WorkInterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  private static final int NOT_AN_ACTIVE_PROCESS = 6106;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LOOKS = 480;

  private final SqlServerSession session;
  private final String applicationName;
  private final Pause pause;

  public EarlierSessions(SqlServerSession session, String applicationName, Pause pause) {
    this.session = session;
    this.applicationName = applicationName;
    this.pause = pause;
  }

  /** Ends them and waits, for two minutes at most, until none is left; answers how many. */
  public int end() {
    List<Integer> ended = running();
    ended.forEach(this::kill);
    List<Integer> left = new ArrayList<>(ended);
    for (int look = 0; look < LOOKS; look++) {
      left.retainAll(running());
      if (left.isEmpty()) {
        return ended.size();
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

  /** Their session ids. */
  public List<Integer> running() {
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

  /**
   * A move has one work at a time, so whatever else of it is connected is of an earlier attempt, or
   * of work that was given up.
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
      if (e.errors().stream().noneMatch(error -> error.number() == NOT_AN_ACTIVE_PROCESS)) {
        throw e;
      }
    }
  }
}
