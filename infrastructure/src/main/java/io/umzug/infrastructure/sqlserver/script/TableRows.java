package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.Index;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of one table, from the server's stream to batches; none is kept. */
public final class TableRows {

  /** Takes a batch, and hears how many rows were read by then. */
  @FunctionalInterface
  public interface Sink {
    void take(Batch batch, long rows);
  }

  private static final int FETCHED = 128;

  private final Table table;
  private final List<Cell> cells;
  private final RowBatches batches;
  private long rows;
  private @Nullable BigDecimal highest;

  public TableRows(Table table, RowBatches.Bounds bounds, Sink sink) {
    this.table = table;
    LongValues longValues = new LongValues(bounds.longValue());
    this.cells = table.written().stream().map(column -> Cell.of(column, longValues)).toList();
    this.batches = new RowBatches(table, bounds, batch -> sink.take(batch, rows));
  }

  public long rows() {
    return rows;
  }

  /** The last number of an identity among the rows, in the direction in which it counts. */
  public @Nullable String highest() {
    return highest == null ? null : highest.toPlainString();
  }

  public void read(Connection connection) throws SQLException, IOException {
    if (cells.isEmpty()) {
      return;
    }
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(FETCHED);
      try (ResultSet result = statement.executeQuery(select())) {
        while (result.next()) {
          row(result);
        }
      }
    }
    batches.finish();
  }

  private void row(ResultSet result) throws SQLException, IOException {
    int index = 1;
    for (Cell cell : cells) {
      cell.reading().read(result, index, batches);
      Column.Identity identity = cell.column().identity();
      if (identity != null) {
        remember(result.getBigDecimal(index), identity);
      }
      index += cell.width();
    }
    batches.endRow();
    rows++;
  }

  private void remember(BigDecimal number, Column.Identity identity) {
    boolean up = !identity.increment().startsWith("-");
    if (highest == null || (up ? number.compareTo(highest) > 0 : number.compareTo(highest) < 0)) {
      highest = number;
    }
  }

  String select() {
    return "SELECT "
        + cells.stream().map(Cell::selected).collect(Collectors.joining(", "))
        + " FROM "
        + table.name().quoted()
        + order();
  }

  /** By a key where there is one; else by everything that can be compared (a sort, then). */
  private String order() {
    List<String> columns =
        table
            .rowOrder()
            .map(index -> index.columns().stream().map(TableRows::sorted).toList())
            .orElseGet(
                () ->
                    table.written().stream()
                        .filter(column -> column.type().base().isSortable())
                        .map(column -> SqlText.name(column.name()))
                        .toList());
    return columns.isEmpty() ? "" : " ORDER BY " + String.join(", ", columns);
  }

  private static String sorted(Index.Part part) {
    return SqlText.name(part.column()) + (part.descending() ? " DESC" : "");
  }
}
