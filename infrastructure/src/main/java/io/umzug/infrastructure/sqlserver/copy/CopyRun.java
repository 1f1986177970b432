package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyDifference;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.RowTransport;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.RowEstimates;
import io.umzug.infrastructure.sqlserver.copy.CopyJournal.Part;
import io.umzug.infrastructure.sqlserver.copy.CopyJournal.Whole;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a copy: the schema, the rows of all tables that are not whole yet, the rest of the
 * schema, and the comparison.
 */
final class CopyRun {

  private final DirectCopy copy;
  private final SourceReaders readers;
  private final TargetDatabase target;
  private final DatabaseSchema schema;
  private final SchemaScript script;
  private final CopyProgress progress;
  private final Workers workers = new Workers();
  private final Map<String, CopiedTable> copied = new ConcurrentSkipListMap<>();

  /** Which reader's moment a table's rows are of. */
  private final Map<ObjectName, Integer> readBy = new ConcurrentHashMap<>();

  /** Long values of statements are collected in one table, which two would mix up. */
  private final Lock statements = new ReentrantLock();

  CopyRun(
      DirectCopy copy,
      SourceReaders readers,
      TargetDatabase target,
      DatabaseSchema schema,
      SchemaScript script,
      CopyProgress progress) {
    this.copy = copy;
    this.readers = readers;
    this.target = target;
    this.schema = schema;
    this.script = script;
    this.progress = progress;
  }

  Copied run(boolean resumed, List<Gap> gaps) throws SQLException {
    try (ScriptSession session = target.open(script)) {
      CopyJournal journal = new CopyJournal(session);
      statements(session, journal, Part.BEFORE, script.beforeData());
      Map<String, Whole> whole = journal.whole();
      Map<ObjectName, Long> estimates = RowEstimates.of(readers.first());
      dropLongValues(session);
      copyRows(whole, estimates);
      statements(session, journal, Part.AFTER, script.afterData());
      script.tables().forEach(table -> keep(table, whole.get(table.name().toString())));
      List<CopyDifference> differences = copy.comparesValues() ? compare(estimates) : List.of();
      if (differences.isEmpty()) {
        journal.remove();
      }
      return new Copied(
          List.copyOf(copied.values()),
          readers.consistency(resumed),
          gaps,
          copy.comparesValues() ? Depth.CHECKSUM : Depth.ROWS,
          ContentsComparison.leftOut(schema),
          differences);
    }
  }

  private List<CopyDifference> compare(Map<ObjectName, Long> estimates) {
    List<Table> left =
        largestFirst(estimates, name -> Objects.requireNonNull(copied.get(name)).sum() == null);
    if (left.isEmpty()) {
      return List.of();
    }
    ContentsComparison comparison =
        new ContentsComparison(
            readers, target, schema, workers, telling(Stage.COMPARING, left, estimates), readBy);
    comparison.compare(left);
    copied.replaceAll(
        (_, table) -> table.sum() == null ? table.compared(comparison.sum(table)) : table);
    return List.copyOf(comparison.differences());
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

  private void keep(Table table, @Nullable Whole earlier) {
    if (earlier != null) {
      String name = table.name().toString();
      RowTransport transport = RowTransport.of(table);
      copied.put(
          name,
          new CopiedTable(name, earlier.rows(), 0, Duration.ZERO, transport, true, earlier.sum()));
    }
  }

  private List<Table> largestFirst(Map<ObjectName, Long> estimates, Predicate<String> wanted) {
    return script.tables().stream()
        .filter(table -> wanted.test(table.name().toString()))
        .sorted(Comparator.comparing((Table table) -> -estimates.getOrDefault(table.name(), 0L)))
        .toList();
  }

  private CopyTelling telling(Stage stage, List<Table> left, Map<ObjectName, Long> estimates) {
    return new CopyTelling(progress, stage, script.tables().size(), left, estimates);
  }

  private void copyRows(Map<String, Whole> whole, Map<ObjectName, Long> estimates) {
    List<Table> left = largestFirst(estimates, name -> !whole.containsKey(name));
    CopyTelling telling = telling(Stage.COPYING, left, estimates);
    Queue<Table> queue = new ConcurrentLinkedQueue<>(left);
    workers.run(
        "copy",
        Math.min(readers.size(), left.size()),
        reader -> {
          try (ScriptSession session = target.open(script)) {
            for (Table table = workers.next(queue); table != null; table = workers.next(queue)) {
              copy(table, reader, session, telling);
            }
          }
        });
  }

  private void copy(Table table, int reader, ScriptSession session, CopyTelling telling) {
    boolean alone = RowTransport.of(table) == RowTransport.STATEMENTS;
    if (alone) {
      statements.lock();
    }
    try {
      TableCopy one =
          new TableCopy(
              script,
              table,
              copy.batch(),
              readers.reader(reader),
              session,
              (rows, bytes) -> {
                workers.goOn();
                telling.moved(table, rows, bytes);
              });
      copied.put(table.name().toString(), one.run());
      readBy.put(table.name(), reader);
      telling.done(table);
    } finally {
      if (alone) {
        statements.unlock();
      }
    }
  }
}
