package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import io.umzug.domain.schema.Column.Identity;
import io.umzug.domain.schema.Index;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.Table;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table on their way from the source's stream into a bulk load; none is kept. Long
 * values stand behind all others, and each is opened when the one before it was sent: the source's
 * stream can be read from left to right only.
 */
final class TableStream implements ISQLServerBulkData {

  private static final long serialVersionUID = 1L;
  private static final int ROWS_BETWEEN_WORDS = 1000;

  private final transient Table table;
  private final transient List<BulkColumn> columns;
  private final transient LongConsumer told;
  private final transient @Nullable Object[] row;
  private final int identity;
  private final int firstLarge;
  private transient @Nullable ResultSet rows;
  private transient @Nullable BigDecimal highest;
  private long count;
  private long bytes;
  private long lastTold;

  /**
   * @param told of rows, now and then
   */
  TableStream(Table table, LongConsumer told) {
    this.table = table;
    this.told = told;
    List<BulkColumn> all = table.written().stream().map(BulkColumn::of).toList();
    this.columns =
        Stream.concat(
                all.stream().filter(column -> !column.isLarge()),
                all.stream().filter(BulkColumn::isLarge))
            .toList();
    this.row = new Object[columns.size()];
    this.firstLarge = (int) all.stream().filter(column -> !column.isLarge()).count();
    this.identity =
        columns.stream()
            .filter(column -> column.column().identity() != null)
            .mapToInt(columns::indexOf)
            .findFirst()
            .orElse(-1);
  }

  List<BulkColumn> columns() {
    return columns;
  }

  /** In the order of the clustered index, so that the target need not sort. */
  String select() {
    String order =
        table.indexes().stream()
            .filter(Index::isClustered)
            .flatMap(index -> index.columns().stream())
            .map(part -> SqlText.name(part.column()) + (part.descending() ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns.stream().map(BulkColumn::selected).collect(Collectors.joining(", "))
        + " FROM "
        + table.name().quoted()
        + (order.isEmpty() ? "" : " ORDER BY " + order);
  }

  void from(ResultSet source) {
    rows = source;
  }

  long count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  /** The last number of an identity among the rows, in the direction in which it counts. */
  @Nullable String highest() {
    return highest == null ? null : highest.toPlainString();
  }

  @Override
  public Set<Integer> getColumnOrdinals() {
    Set<Integer> ordinals = new LinkedHashSet<>();
    for (int i = 1; i <= columns.size(); i++) {
      ordinals.add(i);
    }
    return ordinals;
  }

  @Override
  public String getColumnName(int ordinal) {
    return columns.get(ordinal - 1).column().name();
  }

  @Override
  public int getColumnType(int ordinal) {
    return columns.get(ordinal - 1).jdbcType();
  }

  @Override
  public int getPrecision(int ordinal) {
    return columns.get(ordinal - 1).length();
  }

  @Override
  public int getScale(int ordinal) {
    return columns.get(ordinal - 1).scale();
  }

  @Override
  public boolean next() throws com.microsoft.sqlserver.jdbc.SQLServerException {
    try {
      boolean more = source().next();
      if (more && ++count - lastTold >= ROWS_BETWEEN_WORDS || !more) {
        told.accept(count);
        lastTold = count;
      }
      return more;
    } catch (SQLException e) {
      throw new SourceFailed(e);
    }
  }

  @Override
  public @Nullable Object[] getRowData() {
    try {
      for (int i = 0; i < firstLarge; i++) {
        BulkColumn column = columns.get(i);
        Object value = column.reading() == null ? null : column.reading().of(source(), i + 1);
        row[i] = value;
        bytes += size(value);
      }
      if (identity >= 0) {
        remember(row[identity]);
      }
      openLarge(firstLarge);
      return row;
    } catch (SQLException e) {
      throw new SourceFailed(e);
    }
  }

  /** The source could not be read; the driver would hide it behind a sentence of its own. */
  static final class SourceFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException error;

    SourceFailed(SQLException error) {
      super(error);
      this.error = error;
    }

    SQLException error() {
      return error;
    }
  }

  private ResultSet source() {
    if (rows == null) {
      throw new IllegalStateException("There is no result to read from");
    }
    return rows;
  }

  /** Opens the next long value that is not NULL; the others wait until it was sent. */
  private void openLarge(int first) throws SQLException {
    for (int i = first; i < row.length; i++) {
      if (columns.get(i).isText()) {
        Reader text = source().getCharacterStream(i + 1);
        row[i] = text == null ? null : new SentText(text, i + 1);
      } else {
        InputStream binary = source().getBinaryStream(i + 1);
        row[i] = binary == null ? null : new SentBytes(binary, i + 1);
      }
      if (row[i] != null) {
        return;
      }
    }
  }

  private static int size(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Integer _, Float _ -> 4;
      case Long _, Double _ -> 8;
      case Short _ -> 2;
      case Boolean _ -> 1;
      case String text -> text.length();
      case byte[] binary -> binary.length;
      case BigDecimal _ -> 9;
      default -> 0;
    };
  }

  private void remember(@Nullable Object value) {
    Identity counts = columns.get(identity).column().identity();
    if (value == null || counts == null) {
      return;
    }
    BigDecimal number =
        value instanceof BigDecimal exact
            ? exact
            : BigDecimal.valueOf(((Number) value).longValue());
    boolean up = !counts.increment().startsWith("-");
    if (highest == null || (up ? number.compareTo(highest) > 0 : number.compareTo(highest) < 0)) {
      highest = number;
    }
  }

  private void sent(int next) throws IOException {
    try {
      openLarge(next);
    } catch (SQLException e) {
      throw new SourceFailed(e);
    }
  }

  /** A long text; closed by the driver when it was sent. */
  private final class SentText extends FilterReader {
    private final int next;
    private boolean closed;

    SentText(Reader text, int next) {
      super(text);
      this.next = next;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
      int read = super.read(target, from, length);
      bytes += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        super.close();
        sent(next);
      }
    }
  }

  /** Long binary; closed by the driver when it was sent. */
  private final class SentBytes extends FilterInputStream {
    private final int next;
    private boolean closed;

    SentBytes(InputStream binary, int next) {
      super(binary);
      this.next = next;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = super.read(target, from, length);
      bytes += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        super.close();
        sent(next);
      }
    }
  }
}
