package io.umzug.infrastructure.sqlserver.verification;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.TableDigest;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.LeftOut;
import io.umzug.domain.schema.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as it is read: in whatever order its rows come, so that nothing is sorted, and with a row
 * at a time in memory; long values not even whole.
 *
 * @param leftOut names of the columns that are not read
 * @param expected rows by the catalogue
 */
public record ReadTable(Table table, List<String> leftOut, long expected) {

  private static final int ROWS_BETWEEN_LOOKS = 256;

  /** Told of rows that were read; may throw to stop. */
  @FunctionalInterface
  public interface RowCounter {
    void more(int rows);
  }

  public static ReadTable of(Table table, DatabaseSchema schema, long expected) {
    List<String> leftOut = new ArrayList<>();
    table.columns().stream()
        .filter(column -> !column.isWritten())
        .map(Column::name)
        .forEach(leftOut::add);
    schema.leftOut().stream()
        .filter(each -> each.kind() == LeftOut.Kind.COLUMN_TYPE)
        .map(LeftOut::object)
        .filter(object -> object.startsWith(table.name() + "."))
        .map(object -> object.substring(table.name().toString().length() + 1))
        .forEach(leftOut::add);
    return new ReadTable(table, leftOut, expected);
  }

  public String name() {
    return table.name().toString();
  }

  /** To the end of its rows, as the connection's transaction sees them. */
  public TableFingerprint read(Connection connection, RowCounter counter)
      throws SQLException, IOException {
    List<CanonicalCell> cells = table.written().stream().map(CanonicalCell::of).toList();
    TableDigest digest = new TableDigest(table.name(), table.written(), leftOut);
    // Forward only and read only: the driver streams, and holds no more than a packet.
    try (Statement statement =
            connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(select(cells))) {
      while (rows.next()) {
        int index = 1;
        for (CanonicalCell cell : cells) {
          cell.reading().read(rows, index, digest);
          index += cell.width();
        }
        digest.endRow();
        if (digest.rows() % ROWS_BETWEEN_LOOKS == 0) {
          counter.more(ROWS_BETWEEN_LOOKS);
        }
      }
    }
    counter.more((int) (digest.rows() % ROWS_BETWEEN_LOOKS));
    return digest.fingerprint();
  }

  private String select(List<CanonicalCell> cells) {
    String selected =
        cells.isEmpty()
            ? "1"
            : cells.stream().map(CanonicalCell::selected).collect(Collectors.joining(", "));
    return "SELECT " + selected + " FROM " + table.name().quoted();
  }
}
