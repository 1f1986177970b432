package io.umzug.infrastructure.sqlserver.verification;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.infrastructure.sqlserver.SnapshotIsolation;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several connections that take a table after the other; the caller's thread hears of it. */
final class ParallelReading implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ParallelReading.class);
  private static final long MILLISECONDS_BETWEEN_LOOKS = 500;
  private static final long LONGEST_END_SECONDS = 30;

  private final SqlServerAccess access;
  private final String purpose;
  private final String database;
  private final RowTotals totals;
  private final int tables;
  private final Queue<ReadTable> left;
  private final AtomicLong rows;
  private final LinkedBlockingQueue<TableFingerprint> read = new LinkedBlockingQueue<>();
  private final Set<SQLServerConnection> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("umzug-fingerprint-", 0).daemon().factory());
  private volatile boolean stopped;

  ParallelReading(
      SqlServerAccess access,
      String purpose,
      String database,
      List<ReadTable> wanted,
      RowTotals totals) {
    this.access = access;
    this.purpose = purpose;
    this.database = database;
    this.totals = totals;
    this.tables = wanted.size();
    this.left = new ConcurrentLinkedQueue<>(wanted);
    this.rows = new AtomicLong(totals.before());
  }

  List<TableFingerprint> read(int connections, FingerprintProgress progress) {
    boolean alone = connections == 1;
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      readers.add(threads.submit(() -> readTables(alone)));
    }
    List<TableFingerprint> found = new ArrayList<>();
    while (found.size() < tables) {
      TableFingerprint next = next();
      if (next == null) {
        // Before the look at the queue's end: a reader that failed puts nothing more into it.
        readers.forEach(this::throwFailure);
      } else {
        found.add(next);
        progress.finished(next);
      }
      progress.reached(rows.get(), totals.expected());
    }
    return found;
  }

  private @Nullable TableFingerprint next() {
    try {
      return read.poll(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("Interrupted while the tables of " + database + " are read");
    }
  }

  private void throwFailure(Future<?> reader) {
    if (!reader.isDone()) {
      return;
    }
    try {
      reader.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("Interrupted while the tables of " + database + " are read");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("A table could not be read", e.getCause());
    }
  }

  private void readTables(boolean alone) {
    SQLServerConnection connection = SqlServerConnector.connection(access, purpose, database);
    open.add(connection);
    try (connection) {
      boolean snapshot = SnapshotIsolation.begin(connection);
      for (ReadTable table = left.poll(); table != null && !stopped; table = left.poll()) {
        read.add(table.read(connection, this::count));
        if (snapshot && !alone) {
          // So that the server need not keep the rows of hours ago.
          connection.rollback();
        }
      }
      if (snapshot) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw SqlServerErrors.failure(access.server(), e);
    } catch (IOException e) {
      throw new SqlServerFailure(
          access.server(),
          "A long value could not be read from SQL Server %s: %s"
              .formatted(access.server(), e.getMessage()),
          List.of(),
          e);
    } finally {
      open.remove(connection);
    }
  }

  private void count(int more) {
    rows.addAndGet(more);
    if (stopped) {
      throw new CancellationException("Nobody waits for this table any more");
    }
  }

  /**
   * Whoever still reads is cut off, and nobody is connected afterwards: a restore may come next.
   */
  @Override
  public void close() {
    stopped = true;
    threads.shutdown();
    open.forEach(this::abort);
    try {
      if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{}: a reading connection is still being opened", access.server());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void abort(SQLServerConnection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("{}: a reading connection could not be dropped", access.server(), e);
    }
  }
}
