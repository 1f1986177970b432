package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyFailed;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.RowTransport;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.Table;
import io.umzug.domain.schema.UnwritableValue;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import io.umzug.infrastructure.sqlserver.script.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one table, from a reader's connection into a session at the target. */
final class TableCopy {

  /** Told of rows and bytes since the last word; may throw to stop. */
  @FunctionalInterface
  interface Listener {
    void moved(long rows, long bytes);
  }

  private static final int FETCHED = 128;

  private final SchemaScript script;
  private final Table table;
  private final int batch;
  private final SQLServerConnection source;
  private final ScriptSession target;
  private final CopyJournal journal;
  private final Listener listener;
  private long saidRows;
  private long saidBytes;

  /** What became of the rows. */
  private record Moved(long rows, long bytes, @Nullable String highest) {}

  TableCopy(
      SchemaScript script,
      Table table,
      int batch,
      SQLServerConnection source,
      ScriptSession target,
      Listener listener) {
    this.script = script;
    this.table = table;
    this.batch = batch;
    this.source = source;
    this.target = target;
    this.journal = new CopyJournal(target);
    this.listener = listener;
  }

  CopiedTable run() {
    long begun = System.nanoTime();
    empty();
    RowTransport transport = RowTransport.of(table);
    Moved moved =
        table.written().isEmpty()
            ? new Moved(0, 0, null)
            : switch (transport) {
              case BULK -> bulk();
              case STATEMENTS -> statements();
            };
    compare(moved.rows());
    for (Batch behind : script.afterRows(table, moved.highest())) {
      target.run(behind.text());
    }
    journal.done(table.name(), moved.rows());
    return new CopiedTable(
        table.name().toString(),
        moved.rows(),
        moved.bytes(),
        Duration.ofNanos(System.nanoTime() - begun),
        transport,
        false,
        null);
  }

  /** Rows of an earlier run that did not come to its end give way; nobody else's do. */
  private void empty() {
    if (journal.isBegun(table.name())) {
      target.run("TRUNCATE TABLE " + table.name().quoted());
      return;
    }
    if (count() > 0) {
      throw failed("The table holds rows that are not of this copy; they were left alone.", null);
    }
    journal.begin(table.name());
  }

  private long count() {
    Object count =
        target.rows("SELECT COUNT_BIG(*) FROM " + table.name().quoted()).getFirst().getFirst();
    return count instanceof Number number ? number.longValue() : 0;
  }

  private void compare(long read) {
    long there = count();
    if (there != read) {
      throw failed("%d rows were read, and %d are there.".formatted(read, there), null);
    }
  }

  private CopyFailed failed(String sentence, @Nullable Throwable cause) {
    return new CopyFailed(table.name().toString(), sentence, List.of(), cause);
  }

  private void say(long rows, long bytes) {
    listener.moved(rows - saidRows, bytes - saidBytes);
    saidRows = rows;
    saidBytes = bytes;
  }

  private Moved bulk() {
    TableStream[] self = new TableStream[1];
    TableStream stream = new TableStream(table, rows -> say(rows, self[0].bytes()));
    self[0] = stream;
    try (Statement statement = source.createStatement();
        SQLServerBulkCopy bulk = new SQLServerBulkCopy(target.connection())) {
      statement.setFetchSize(FETCHED);
      bulk.setBulkCopyOptions(options());
      bulk.setDestinationTableName(table.name().quoted());
      for (int i = 0; i < stream.columns().size(); i++) {
        bulk.addColumnMapping(i + 1, stream.columns().get(i).column().name());
      }
      try (ResultSet rows = statement.executeQuery(stream.select())) {
        stream.from(rows);
        bulk.writeToServer(stream);
      }
      return new Moved(stream.count(), stream.bytes(), stream.highest());
    } catch (SQLException e) {
      throw explained(e, stream);
    } catch (TableStream.SourceFailed e) {
      throw sourceFailed(e, stream);
    }
  }

  private SQLServerBulkCopyOptions options() throws SQLException {
    SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
    options.setKeepIdentity(true);
    options.setKeepNulls(true);
    options.setTableLock(true);
    options.setBatchSize(batch);
    options.setBulkCopyTimeout(0);
    return options;
  }

  private RuntimeException explained(SQLException e, TableStream stream) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TableStream.SourceFailed failed) {
        return sourceFailed(failed, stream);
      }
      if (cause instanceof CopyStopped stopped) {
        return stopped;
      }
    }
    return failure(target.server(), e, stream);
  }

  private CopyFailed sourceFailed(TableStream.SourceFailed e, TableStream stream) {
    return failure("the source", e.error(), stream);
  }

  private CopyFailed failure(String server, SQLException e, TableStream stream) {
    long before = Math.max(0, stream.count() - 1) / batch * batch;
    return CopyTrouble.at(
        "%s, rows %d to %d".formatted(table.name(), before + 1, stream.count()), server, e);
  }

  private Moved statements() {
    long[] bytes = new long[1];
    TableRows rows =
        new TableRows(
            table,
            RowBatches.Bounds.USUAL,
            (statement, read) -> {
              ScriptSession.Executed executed = target.execute(statement.text());
              if (!executed.errors().isEmpty()) {
                List<SqlServerError> errors =
                    executed.errors().stream().map(ScriptSession.Said::error).toList();
                throw new CopyFailed(
                    "%s, up to row %d".formatted(table.name(), read),
                    CopyTrouble.words(errors),
                    errors,
                    null);
              }
              bytes[0] += statement.text().length();
              say(read, bytes[0]);
            });
    try {
      rows.read(source);
      say(rows.rows(), bytes[0]);
      return new Moved(rows.rows(), bytes[0], rows.highest());
    } catch (SQLException e) {
      throw failed("the source: " + SqlServerErrors.failure("", e).getMessage(), e);
    } catch (UnwritableValue e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
