package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyDifference;
import io.umzug.application.copy.CopyDifference.Moment;
import io.umzug.application.copy.CopyFailed;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import io.umzug.infrastructure.sqlserver.script.SchemaReader;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import io.umzug.infrastructure.sqlserver.verification.ReadTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Every value of the copied tables at the target with that at the source: read there by who copied
 * the table, so that with snapshot isolation it is the very moment of the copy.
 */
final class ContentsComparison {

  private final SourceReaders readers;
  private final TargetDatabase target;
  private final Workers workers;
  private final CopyTelling telling;
  private final Map<ObjectName, Integer> readBy;
  private final Map<ObjectName, ReadTable> sources;
  private final Map<ObjectName, ReadTable> targets;
  private final Map<String, String> sums = new ConcurrentHashMap<>();
  private final Map<String, CopyDifference> differences = new ConcurrentSkipListMap<>();

  /**
   * @param readBy the readers of the tables that this run has copied
   */
  ContentsComparison(
      SourceReaders readers,
      TargetDatabase target,
      DatabaseSchema schema,
      Workers workers,
      CopyTelling telling,
      Map<ObjectName, Integer> readBy) {
    this.readers = readers;
    this.target = target;
    this.workers = workers;
    this.telling = telling;
    this.readBy = readBy;
    this.sources = readable(schema);
    this.targets = readable(atTarget(target));
  }

  private static DatabaseSchema atTarget(TargetDatabase target) {
    try (ScriptSession session = target.open()) {
      try {
        return SchemaReader.read(session.connection());
      } catch (SQLException e) {
        throw SqlServerErrors.failure(session.server(), e);
      }
    }
  }

  private static Map<ObjectName, ReadTable> readable(DatabaseSchema schema) {
    Map<ObjectName, ReadTable> tables = new TreeMap<>();
    schema.tables().forEach(table -> tables.put(table.name(), ReadTable.of(table, schema, 0)));
    return tables;
  }

  /** Columns whose values are not read, with their tables. */
  static List<String> leftOut(DatabaseSchema schema) {
    return readable(schema).values().stream()
        .flatMap(table -> table.leftOut().stream().map(column -> table.name() + "." + column))
        .toList();
  }

  void compare(List<Table> tables) {
    List<Queue<Table>> own = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      own.add(new ConcurrentLinkedQueue<>());
    }
    Queue<Table> anybodys = new ConcurrentLinkedQueue<>();
    for (Table table : tables) {
      Integer reader = readBy.get(table.name());
      (readers.isSnapshot() && reader != null ? own.get(reader) : anybodys).add(table);
    }
    workers.run(
        "compare",
        readers.size(),
        reader -> {
          try (ScriptSession session = target.open()) {
            for (Table table = workers.next(own.get(reader), anybodys);
                table != null;
                table = workers.next(own.get(reader), anybodys)) {
              compare(table, readers.reader(reader), session);
            }
          }
        });
  }

  private void compare(Table table, Connection reader, ScriptSession session) {
    FutureTask<TableFingerprint> there = new FutureTask<>(() -> atTarget(table, session));
    Thread.ofPlatform().name(Thread.currentThread().getName() + "-target").start(there);
    TableFingerprint source = atSource(table, reader);
    TableFingerprint found = result(there);
    if (source.isOfTheSameContents(found)) {
      new CopyJournal(session).same(table.name(), source.sum());
      sums.put(source.table(), source.sum());
    } else {
      differences.put(
          source.table(), new CopyDifference(source, found, moment(table, source, reader)));
    }
    telling.done(table);
  }

  private Moment moment(Table table, TableFingerprint source, Connection reader) {
    if (readers.isSnapshot()) {
      return readBy.containsKey(table.name()) ? Moment.OF_THE_COPY : Moment.LATER;
    }
    return atSource(table, reader).isOfTheSameContents(source) ? Moment.LATER : Moment.IN_USE;
  }

  private TableFingerprint atSource(Table table, Connection reader) {
    try {
      return read(
          table,
          sources,
          reader,
          "the source",
          rows -> {
            workers.goOn();
            telling.moved(table, rows, 0);
          });
    } catch (RuntimeException | Error e) {
      workers.fail(e);
      throw e;
    }
  }

  /** In a thread of its own: with its failure the source need not be read any further. */
  private TableFingerprint atTarget(Table table, ScriptSession session) {
    try {
      return read(table, targets, session.connection(), session.server(), _ -> workers.goOn());
    } catch (RuntimeException | Error e) {
      workers.fail(e);
      throw e;
    }
  }

  private static TableFingerprint read(
      Table table,
      Map<ObjectName, ReadTable> tables,
      Connection connection,
      String server,
      ReadTable.RowCounter counter) {
    String place = table.name() + ", comparison";
    ReadTable readable = tables.get(table.name());
    if (readable == null) {
      throw new CopyFailed(place, "the table is not there any more.", List.of(), null);
    }
    try {
      return readable.read(connection, counter);
    } catch (SQLException e) {
      throw CopyTrouble.at(place, server, e);
    } catch (IOException e) {
      throw new CopyFailed(
          place, "a long value could not be read: " + e.getMessage(), List.of(), e);
    }
  }

  private static TableFingerprint result(FutureTask<TableFingerprint> task) {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CopyStopped();
    } catch (ExecutionException _) {
      // The workers know why.
      throw new CopyStopped();
    }
  }

  /** What source and target have in common; null where they differ. */
  @Nullable String sum(CopiedTable table) {
    return sums.get(table.table());
  }

  Collection<CopyDifference> differences() {
    return differences.values();
  }
}
