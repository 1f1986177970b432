package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Reached;
import io.umzug.application.copy.DirectCopy;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.RowTransport;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.RowEstimates;
import io.umzug.infrastructure.sqlserver.copy.CopyJournal.Part;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One run of a copy: the schema, the rows of all tables that are not whole yet, and the rest. */
final class CopyRun {

  private final DirectCopy copy;
  private final SourceReaders readers;
  private final TargetDatabase target;
  private final SchemaScript script;
  private final CopyProgress progress;
  private final long begun = System.nanoTime();
  private final Map<String, CopiedTable> copied = new ConcurrentHashMap<>();

  /** Long values of statements are collected in one table, which two would mix up. */
  private final Lock statements = new ReentrantLock();

  private final Lock telling = new ReentrantLock();
  private long rows;
  private long bytes;
  private long expected;
  private volatile @Nullable Throwable failure;

  CopyRun(
      DirectCopy copy,
      SourceReaders readers,
      TargetDatabase target,
      SchemaScript script,
      CopyProgress progress) {
    this.copy = copy;
    this.readers = readers;
    this.target = target;
    this.script = script;
    this.progress = progress;
  }

  Copied run(boolean resumed, List<Gap> gaps) throws SQLException {
    try (ScriptSession session = target.open(script)) {
      CopyJournal journal = new CopyJournal(session);
      statements(session, journal, Part.BEFORE, script.beforeData());
      Map<String, Long> whole = journal.whole();
      dropLongValues(session);
      copyRows(whole);
      statements(session, journal, Part.AFTER, script.afterData());
      journal.remove();
      return new Copied(tables(whole), readers.consistency(resumed), gaps);
    }
  }

  private void statements(
      ScriptSession session, CopyJournal journal, Part part, List<Batch> batches) {
    for (int i = journal.done(part); i < batches.size(); i++) {
      int done = i + 1;
      String place =
          "schema, statement %d of %d %s the rows"
              .formatted(done, batches.size(), part == Part.BEFORE ? "before" : "behind");
      TargetDatabase.run(session, batches.get(i), place, () -> journal.done(part, done));
    }
  }

  /** What an earlier run that was killed may have left. */
  private static void dropLongValues(ScriptSession session) {
    String name = RowBatches.LONG_VALUES.quoted();
    session.run("IF OBJECT_ID(%s) IS NOT NULL DROP TABLE %s".formatted(SqlText.text(name), name));
  }

  private List<CopiedTable> tables(Map<String, Long> whole) {
    List<CopiedTable> tables = new ArrayList<>();
    for (Table table : script.tables()) {
      String name = table.name().toString();
      CopiedTable now = copied.get(name);
      tables.add(
          now != null
              ? now
              : new CopiedTable(
                  name,
                  whole.getOrDefault(name, 0L),
                  0,
                  Duration.ZERO,
                  RowTransport.of(table),
                  true));
    }
    return tables;
  }

  private void copyRows(Map<String, Long> whole) throws SQLException {
    Map<ObjectName, Long> estimates = RowEstimates.of(readers.first());
    List<Table> left =
        script.tables().stream()
            .filter(table -> !whole.containsKey(table.name().toString()))
            .sorted(Comparator.comparing((Table table) -> -estimate(estimates, table)))
            .toList();
    expected = left.stream().mapToLong(table -> estimate(estimates, table)).sum();
    Queue<Table> queue = new ConcurrentLinkedQueue<>(left);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(readers.size(), left.size()); i++) {
      int reader = i;
      workers.add(Thread.ofPlatform().name("copy-" + i).start(() -> work(reader, queue)));
    }
    awaitAll(workers);
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static long estimate(Map<ObjectName, Long> estimates, Table table) {
    return estimates.getOrDefault(table.name(), 0L);
  }

  private void awaitAll(List<Thread> workers) {
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
          fail(new CopyStopped());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(Throwable e) {
    synchronized (this) {
      if (failure == null || failure instanceof CopyStopped) {
        failure = e;
      }
    }
  }

  private void work(int reader, Queue<Table> queue) {
    try (ScriptSession session = target.open(script)) {
      for (Table table = queue.poll(); table != null && failure == null; table = queue.poll()) {
        copy(table, reader, session);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void copy(Table table, int reader, ScriptSession session) {
    boolean alone = RowTransport.of(table) == RowTransport.STATEMENTS;
    if (alone) {
      statements.lock();
    }
    try {
      String name = table.name().toString();
      TableCopy one =
          new TableCopy(
              script,
              table,
              copy.batch(),
              readers.reader(reader),
              session,
              (more, size) -> tell(name, more, size));
      copied.put(name, one.run());
      tell(name, 0, 0);
    } finally {
      if (alone) {
        statements.unlock();
      }
    }
  }

  private void tell(String table, long moreRows, long moreBytes) {
    if (failure != null) {
      throw new CopyStopped();
    }
    telling.lock();
    try {
      rows += moreRows;
      bytes += moreBytes;
      progress.reached(
          new Reached(
              table,
              copied.size(),
              script.tables().size(),
              rows,
              expected,
              bytes,
              Duration.ofNanos(System.nanoTime() - begun)));
    } finally {
      telling.unlock();
    }
  }
}
