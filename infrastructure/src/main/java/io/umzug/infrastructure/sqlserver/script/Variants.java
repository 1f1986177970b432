package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.Literals;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.SystemType;
import io.umzug.domain.schema.UnwritableValue;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values of sql_variant, each with a type of its own: the server writes them as texts. */
public final class Variants {

  /** How many expressions {@link #selected} has. */
  public static final int WIDTH = 6;

  private Variants() {}

  /** The value as a text without loss, then what its type is. */
  public static String selected(String name) {
    String base = property(name, "BaseType", "nvarchar(128)");
    return "CASE WHEN "
        + base
        + " IN ('date', 'time', 'datetime2', 'datetimeoffset') THEN CONVERT(nvarchar(4000), "
        + name
        + ", 121) WHEN "
        + base
        + " IN ('datetime', 'smalldatetime') THEN CONVERT(nvarchar(4000), CONVERT(datetime, "
        + name
        + "), 126) WHEN "
        + base
        + " IN ('money', 'smallmoney') THEN CONVERT(nvarchar(4000), CONVERT(money, "
        + name
        + "), 2) WHEN "
        + base
        + " = 'float' THEN CONVERT(nvarchar(4000), CONVERT(varbinary(8), CONVERT(float, "
        + name
        + ")), 1) WHEN "
        + base
        + " = 'real' THEN CONVERT(nvarchar(4000), CONVERT(varbinary(4), CONVERT(real, "
        + name
        + ")), 1) WHEN "
        + base
        + " IN ('binary', 'varbinary') THEN CONVERT(nvarchar(max), CONVERT(varbinary(8000), "
        + name
        + "), 1) ELSE CONVERT(nvarchar(max), "
        + name
        + ") END, "
        + base
        + ", "
        + property(name, "Precision", "int")
        + ", "
        + property(name, "Scale", "int")
        + ", "
        + property(name, "MaxLength", "int")
        + ", "
        + property(name, "Collation", "nvarchar(128)");
  }

  private static String property(String name, String property, String type) {
    return "CONVERT(" + type + ", SQL_VARIANT_PROPERTY(" + name + ", '" + property + "'))";
  }

  static void read(ResultSet row, int index, RowBatches batches) throws SQLException {
    batches.value(literal(row, index));
  }

  /** Of the value whose {@link #selected} expressions begin at that index. */
  static String literal(ResultSet row, int index) throws SQLException {
    String text = row.getString(index);
    String base = row.getString(index + 1);
    if (text == null || base == null) {
      return Literals.NULL;
    }
    SystemType system =
        SystemType.named(base)
            .orElseThrow(
                () -> new UnwritableValue("A sql_variant holds a value of type " + base + "."));
    DataType type =
        new DataType(
            system,
            null,
            row.getInt(index + 4),
            row.getInt(index + 2),
            row.getInt(index + 3),
            null,
            false);
    return Literals.variant(literal(text, system), type, orEmpty(row.getString(index + 5)));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String literal(String text, SystemType type) {
    return switch (type) {
      case FLOAT -> Literals.floating(bytes(text).getDouble());
      case REAL -> Literals.real(bytes(text).getFloat());
      case BINARY,
          VARBINARY,
          BIT,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          DECIMAL,
          NUMERIC,
          MONEY,
          SMALLMONEY ->
          text;
      case DATE,
          TIME,
          DATETIME,
          DATETIME2,
          SMALLDATETIME,
          DATETIMEOFFSET,
          CHAR,
          VARCHAR,
          TEXT,
          NCHAR,
          NVARCHAR,
          NTEXT,
          SYSNAME,
          IMAGE,
          TIMESTAMP,
          UNIQUEIDENTIFIER,
          XML,
          HIERARCHYID,
          GEOMETRY,
          GEOGRAPHY,
          SQL_VARIANT ->
          Literals.text(text);
    };
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.substring(2)));
  }
}
