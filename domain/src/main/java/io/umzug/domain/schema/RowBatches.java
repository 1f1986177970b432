package io.umzug.domain.schema;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows of one table as INSERTs, each batch whole in itself and bounded in rows and length. Rows
 * come in literal by literal; a value that is too long for a batch is first collected in a table of
 * the script's own, piece by piece.
 */
public final class RowBatches {

  /**
   * How large a batch may grow.
   *
   * @param rows at most 1000, which is SQL Server's own bound
   * @param characters after which no further row is taken in
   * @param longValue characters of a literal from which on a value goes by pieces
   */
  public record Bounds(int rows, int characters, int longValue) {

    public static final Bounds USUAL = new Bounds(250, 256 * 1024, 64 * 1024);

    private static final int MOST_ROWS = 1000;

    public Bounds {
      if (rows < 1 || rows > MOST_ROWS || characters < 1 || longValue < 2) {
        throw new IllegalArgumentException(
            "A batch holds 1 to 1000 rows and a positive number of characters");
      }
    }
  }

  /** The table for long values; nobody calls a table of their own so. */
  public static final ObjectName LONG_VALUES = new ObjectName("dbo", "umzug long values");

  private final String insert;
  private final String before;
  private final String behind;
  private final Bounds bounds;
  private final Consumer<Batch> sink;
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder row = new StringBuilder();
  private int pendingRows;
  private int longValues;
  private boolean collects;

  public RowBatches(Table table, Bounds bounds, Consumer<Batch> sink) {
    List<Column> columns = table.written();
    String names =
        columns.stream()
            .map(column -> SqlText.name(column.name()))
            .collect(Collectors.joining(", ", " (", ")"));
    boolean givesIdentity = columns.stream().anyMatch(column -> column.identity() != null);
    String quoted = table.name().quoted();
    this.insert = "INSERT INTO " + quoted + names;
    this.before = givesIdentity ? "SET IDENTITY_INSERT " + quoted + " ON;\n" : "";
    this.behind = givesIdentity ? ";\nSET IDENTITY_INSERT " + quoted + " OFF;" : ";";
    this.bounds = bounds;
    this.sink = sink;
  }

  public void value(String literal) {
    row.append(row.isEmpty() ? "" : ", ").append(literal);
  }

  /** A value of many pieces, wrapped in the end by what makes its type of it. */
  public LongValue longText() {
    return new LongValue("[t]", "N''");
  }

  public LongValue longBinary() {
    return new LongValue("[b]", "0x");
  }

  /** Collects one long value; its pieces are written as they come. */
  public final class LongValue {
    private final String column;
    private final int number;

    private LongValue(String column, String empty) {
      this.column = column;
      this.number = ++longValues;
      flush();
      if (!collects) {
        collects = true;
        sink.accept(
            new Batch(
                "IF OBJECT_ID(N'"
                    + LONG_VALUES.quoted()
                    + "') IS NULL\nCREATE TABLE "
                    + LONG_VALUES.quoted()
                    + " ([n] [int] NOT NULL, [t] [nvarchar](max) NULL, [b] [varbinary](max) NULL);"));
      }
      sink.accept(
          new Batch(
              "INSERT INTO %s ([n], %s) VALUES (%d, %s);"
                  .formatted(LONG_VALUES.quoted(), column, number, empty)));
    }

    public void piece(String literal) {
      sink.accept(
          new Batch(
              "UPDATE "
                  + LONG_VALUES.quoted()
                  + " SET "
                  + column
                  + ".WRITE("
                  + literal
                  + ", NULL, 0) WHERE [n] = "
                  + number
                  + ";"));
    }

    /** The expression that gives the whole value. */
    public String expression() {
      return "(SELECT %s FROM %s WHERE [n] = %d)".formatted(column, LONG_VALUES.quoted(), number);
    }
  }

  public void endRow() {
    if (longValues > 0) {
      sink.accept(new Batch(before + insert + "\nSELECT " + row + behind));
      sink.accept(new Batch("DELETE FROM " + LONG_VALUES.quoted() + ";"));
      longValues = 0;
    } else {
      if (pendingRows == bounds.rows()
          || (pendingRows > 0 && pending.length() + row.length() > bounds.characters())) {
        flush();
      }
      pending.append(pendingRows == 0 ? "" : ",\n").append('(').append(row).append(')');
      pendingRows++;
    }
    row.setLength(0);
  }

  private void flush() {
    if (pendingRows > 0) {
      sink.accept(new Batch(before + insert + " VALUES\n" + pending + behind));
      pending.setLength(0);
      pendingRows = 0;
    }
  }

  public void finish() {
    flush();
    if (collects) {
      sink.accept(new Batch("DROP TABLE " + LONG_VALUES.quoted() + ";"));
      collects = false;
    }
  }
}
