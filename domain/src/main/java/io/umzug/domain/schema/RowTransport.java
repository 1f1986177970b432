package io.umzug.domain.schema;

import java.util.List;

/** How the rows of a table go from one SQL Server straight to another. */
public enum RowTransport {
  /** In the protocol's bulk load. */
  BULK,
  /**
   * As INSERT statements, exact and slow: the bulk load of Microsoft's driver would change or not
   * find one.
   */
  STATEMENTS;

  /**
   * Beginnings of collations whose characters may have several bytes: the driver miscounts them.
   */
  private static final List<String> SEVERAL_BYTES = List.of("Chinese_", "Japanese_", "Korean_");

  private static final String UTF_8 = "_UTF8";

  public static RowTransport of(Table table) {
    return table.written().stream().allMatch(RowTransport::fitsBulk) && !hasColumnSet(table)
        ? BULK
        : STATEMENTS;
  }

  /** SELECT * shows it instead of the sparse columns, which the driver then does not find. */
  private static boolean hasColumnSet(Table table) {
    return table.columns().stream().anyMatch(column -> column.traits().columnSet());
  }

  private static boolean fitsBulk(Column column) {
    return switch (column.type().base()) {
      // A bulk load strips white space between elements, and takes no variant from a stream.
      case XML, SQL_VARIANT -> false;
      case CHAR, VARCHAR, TEXT -> hasSingleBytes(column);
      case BIT,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          DECIMAL,
          NUMERIC,
          MONEY,
          SMALLMONEY,
          FLOAT,
          REAL,
          DATE,
          TIME,
          DATETIME,
          DATETIME2,
          SMALLDATETIME,
          DATETIMEOFFSET,
          NCHAR,
          NVARCHAR,
          NTEXT,
          SYSNAME,
          BINARY,
          VARBINARY,
          IMAGE,
          TIMESTAMP,
          UNIQUEIDENTIFIER,
          HIERARCHYID,
          GEOMETRY,
          GEOGRAPHY ->
          true;
    };
  }

  private static boolean hasSingleBytes(Column column) {
    String collation = column.collation();
    return collation == null
        || SEVERAL_BYTES.stream().noneMatch(collation::startsWith) && !collation.contains(UTF_8);
  }
}
