package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL Server's types and H2's, and values between them. */
final class Types {

  /** H2 keeps longer strings and byte strings as large objects only. */
  private static final int LONGEST_PLAIN = 1_000_000;

  private Types() {}

  static SqlType of(ResultSetMetaData columns, int column) throws SQLException {
    int precision = columns.getPrecision(column);
    int scale = columns.getScale(column);
    return switch (columns.getColumnType(column)) {
      case java.sql.Types.BOOLEAN, java.sql.Types.BIT -> SqlType.of(SqlType.Name.BIT);
      case java.sql.Types.TINYINT, java.sql.Types.SMALLINT -> SqlType.of(SqlType.Name.SMALLINT);
      case java.sql.Types.INTEGER -> SqlType.of(SqlType.Name.INT);
      case java.sql.Types.BIGINT -> SqlType.of(SqlType.Name.BIGINT);
      case java.sql.Types.REAL -> SqlType.of(SqlType.Name.REAL);
      case java.sql.Types.DOUBLE, java.sql.Types.FLOAT -> SqlType.of(SqlType.Name.FLOAT);
      case java.sql.Types.DECIMAL, java.sql.Types.NUMERIC -> decimal(precision, scale);
      case java.sql.Types.DATE -> SqlType.of(SqlType.Name.DATE);
      case java.sql.Types.TIME -> new SqlType(SqlType.Name.TIME, 0, 0, Math.min(scale, 7));
      case java.sql.Types.TIMESTAMP ->
          scale == 3
              ? SqlType.of(SqlType.Name.DATETIME)
              : new SqlType(SqlType.Name.DATETIME2, 0, 0, Math.min(scale, 7));
      case java.sql.Types.TIMESTAMP_WITH_TIMEZONE ->
          new SqlType(SqlType.Name.DATETIMEOFFSET, 0, 0, Math.min(scale, 7));
      case java.sql.Types.BINARY, java.sql.Types.VARBINARY ->
          columns.getColumnTypeName(column).equals("UUID")
              ? SqlType.of(SqlType.Name.UNIQUEIDENTIFIER)
              : new SqlType(
                  SqlType.Name.VARBINARY, precision > 8000 ? SqlType.MAX : precision, 0, 0);
      case java.sql.Types.BLOB -> new SqlType(SqlType.Name.VARBINARY, SqlType.MAX, 0, 0);
      case java.sql.Types.CLOB, java.sql.Types.NCLOB -> SqlType.nvarchar(SqlType.MAX);
      case java.sql.Types.CHAR, java.sql.Types.VARCHAR, java.sql.Types.NVARCHAR ->
          SqlType.nvarchar(length(precision));
      default ->
          columns.getColumnTypeName(column).equals("UUID")
              ? SqlType.of(SqlType.Name.UNIQUEIDENTIFIER)
              : SqlType.nvarchar(4000);
    };
  }

  private static SqlType decimal(int precision, int scale) {
    if (scale > 38) {
      // H2 has a number without declared digits.
      return new SqlType(SqlType.Name.DECIMAL, 0, 38, 10);
    }
    int digits = Math.clamp(precision, 1, 38);
    return new SqlType(SqlType.Name.DECIMAL, 0, digits, Math.clamp(scale, 0, digits));
  }

  /** An expression in H2 has no length of its own; SQL Server says 4000 there. */
  private static int length(int precision) {
    if (precision <= 4000) {
      return Math.max(precision, 1);
    }
    return precision == 1_000_000_000 || precision == 1_048_576 ? 4000 : SqlType.MAX;
  }

  static @Nullable Object value(ResultSet row, int column, SqlType type) throws SQLException {
    Object value =
        switch (type.name()) {
          case BIT -> row.getBoolean(column);
          case TINYINT, SMALLINT -> row.getShort(column);
          case INT -> row.getInt(column);
          case BIGINT -> row.getLong(column);
          case REAL -> row.getFloat(column);
          case FLOAT -> row.getDouble(column);
          case DECIMAL -> decimal(row.getBigDecimal(column), type.scale());
          case MONEY -> decimal(row.getBigDecimal(column), 4);
          case NVARCHAR, VARCHAR -> row.getString(column);
          case VARBINARY -> row.getBytes(column);
          case UNIQUEIDENTIFIER -> row.getObject(column, UUID.class);
          case DATE -> row.getObject(column, LocalDate.class);
          case TIME -> row.getObject(column, LocalTime.class);
          case DATETIME, DATETIME2 -> row.getObject(column, LocalDateTime.class);
          case DATETIMEOFFSET -> row.getObject(column, OffsetDateTime.class);
        };
    return row.wasNull() ? null : value;
  }

  private static @Nullable Object decimal(@Nullable BigDecimal value, int scale) {
    return value == null ? null : value.setScale(scale, java.math.RoundingMode.HALF_UP);
  }

  /** How a parameter of this type is written for H2, which wants to know what a {@code ?} is. */
  static String parameter(SqlType type, @Nullable Object value) {
    String h2 =
        switch (type.name()) {
          case BIT -> "BOOLEAN";
          case TINYINT, SMALLINT -> "SMALLINT";
          case INT -> "INT";
          case BIGINT -> "BIGINT";
          case REAL -> "REAL";
          case FLOAT -> "DOUBLE PRECISION";
          case DECIMAL ->
              value instanceof BigDecimal number
                  ? "DECIMAL(%d, %d)"
                      .formatted(
                          Math.max(number.precision(), Math.max(number.scale(), 0) + 1),
                          Math.max(number.scale(), 0))
                  : "DECIMAL(38, 10)";
          case MONEY -> "DECIMAL(19, 4)";
          case NVARCHAR, VARCHAR ->
              value instanceof String text && text.length() > LONGEST_PLAIN ? "CLOB" : "VARCHAR";
          case VARBINARY ->
              value instanceof byte[] bytes && bytes.length > LONGEST_PLAIN ? "BLOB" : "VARBINARY";
          case UNIQUEIDENTIFIER -> "UUID";
          case DATE -> "DATE";
          case TIME -> "TIME(7)";
          case DATETIME -> "TIMESTAMP(3)";
          case DATETIME2 -> "TIMESTAMP(7)";
          case DATETIMEOFFSET -> "TIMESTAMP(7) WITH TIME ZONE";
        };
    return "CAST(? AS " + h2 + ")";
  }

  static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case String text when text.length() > LONGEST_PLAIN ->
          statement.setCharacterStream(index, new StringReader(text), text.length());
      case Reader text -> statement.setCharacterStream(index, text);
      case InputStream bytes -> statement.setBinaryStream(index, bytes);
      default -> statement.setObject(index, value);
    }
  }

  /**
   * Binds a value and answers what can be bound again: a stream is read now, and what was kept of
   * it stands for it.
   */
  static @Nullable Object bound(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    boolean stream = value instanceof Reader || value instanceof InputStream;
    Object kept = stream ? large(statement, value) : value;
    bind(statement, index, kept);
    return kept;
  }

  private static Object large(PreparedStatement statement, @Nullable Object value)
      throws SQLException {
    if (value instanceof Reader text) {
      java.sql.Clob clob = statement.getConnection().createClob();
      try (java.io.Writer out = clob.setCharacterStream(1)) {
        text.transferTo(out);
        return clob;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    Blob blob = statement.getConnection().createBlob();
    try (java.io.OutputStream out = blob.setBinaryStream(1);
        InputStream bytes = (InputStream) java.util.Objects.requireNonNull(value)) {
      bytes.transferTo(out);
      return blob;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static byte[] bytes(Blob blob) throws SQLException {
    try (InputStream in = blob.getBinaryStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new SQLException("A large object could not be read", e);
    }
  }
}
