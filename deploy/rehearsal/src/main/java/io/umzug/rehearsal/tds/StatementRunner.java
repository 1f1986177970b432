package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlSession.Parameter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Runs statements in a connection's session and turns every way of failing into a message. */
final class StatementRunner {

  private static final Logger LOG = System.getLogger(StatementRunner.class.getPackageName());

  private final Cancellation cancellation;
  private final ServerMessages messages;
  private SqlSession session;

  StatementRunner(SqlSession session, Cancellation cancellation, ServerMessages messages) {
    this.session = session;
    this.cancellation = cancellation;
    this.messages = messages;
  }

  /** What is done in a session. */
  interface Action {
    void in(SqlSession session) throws SqlServerException;
  }

  SqlSession session() {
    return session;
  }

  void replaceSession(SqlSession fresh) {
    session = fresh;
  }

  void run(String sql, List<Parameter> parameters, StatementResults results) {
    run(active -> active.execute(sql, parameters, results), results);
  }

  void run(Action action, StatementResults results) {
    cancellation.started(session);
    try {
      action.in(session);
    } catch (SqlServerException e) {
      results.failed(e.error());
    } catch (ConnectionResetException | ConnectionLostException e) {
      throw e;
    } catch (CancellationException _) {
      // The acknowledgement of the client's ATTENTION says it.
    } catch (RuntimeException | StackOverflowError e) {
      if (!cancellation.isWanted()) {
        LOG.log(Level.ERROR, "A statement failed inside the rehearsal's server", e);
      }
      results.failed(
          messages.error(50000, 16, "The rehearsal's server failed in this statement: " + e));
    } finally {
      cancellation.ended();
    }
  }
}
