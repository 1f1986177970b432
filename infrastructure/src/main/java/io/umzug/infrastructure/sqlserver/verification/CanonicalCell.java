package io.umzug.infrastructure.sqlserver.verification;

import io.umzug.domain.fingerprint.TableDigest;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.SqlText;
import io.umzug.infrastructure.sqlserver.script.Variants;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.BiConsumer;
import microsoft.sql.DateTimeOffset;
import org.jspecify.annotations.Nullable;

/**
 * How one column is selected, and its values come into a digest.
 *
 * @param selected the expressions of the SELECT
 * @param width how many they are
 */
record CanonicalCell(String selected, int width, Reading reading) {

  /** From the row's value into the digest. */
  @FunctionalInterface
  interface Reading {
    void read(ResultSet row, int index, TableDigest digest) throws SQLException, IOException;
  }

  /** Reads a value that may be NULL. */
  @FunctionalInterface
  private interface Getter<T> {
    @Nullable T get(ResultSet row, int index) throws SQLException;
  }

  private static final int PIECE = 16 * 1024;

  static CanonicalCell of(Column column) {
    String name = SqlText.name(column.name());
    DataType type = column.type();
    if (column.traits().encrypted()) {
      // Without its key it comes as it is stored.
      return new CanonicalCell(name, 1, CanonicalCell::longBytes);
    }
    return switch (type.base()) {
      case BIT, TINYINT, SMALLINT, INT, BIGINT ->
          new CanonicalCell(name, 1, CanonicalCell::integer);
      case DECIMAL, NUMERIC -> decimal(name, type.scale());
      case MONEY, SMALLMONEY -> decimal(name, MONEY_SCALE);
      case FLOAT -> new CanonicalCell(name, 1, CanonicalCell::floating);
      case REAL -> new CanonicalCell(name, 1, CanonicalCell::real);
      case DATE -> typed(name, LocalDate.class, TableDigest::date);
      case TIME -> typed(name, LocalTime.class, TableDigest::time);
      case DATETIME, DATETIME2, SMALLDATETIME ->
          typed(name, LocalDateTime.class, TableDigest::dateTime);
      case DATETIMEOFFSET ->
          typed(
              name,
              DateTimeOffset.class,
              (digest, value) -> digest.dateTimeOffset(value.getOffsetDateTime()));
      case UNIQUEIDENTIFIER -> plain(name, ResultSet::getString, TableDigest::text);
      case CHAR, VARCHAR, NCHAR, NVARCHAR, SYSNAME ->
          type.isLarge()
              ? new CanonicalCell(name, 1, CanonicalCell::longText)
              : plain(name, ResultSet::getString, TableDigest::text);
      case TEXT, NTEXT -> new CanonicalCell(name, 1, CanonicalCell::longText);
      case BINARY, VARBINARY ->
          type.isLarge()
              ? new CanonicalCell(name, 1, CanonicalCell::longBytes)
              : plain(name, ResultSet::getBytes, TableDigest::bytes);
      case IMAGE, TIMESTAMP -> new CanonicalCell(name, 1, CanonicalCell::longBytes);
      case XML ->
          new CanonicalCell("CONVERT(nvarchar(max), " + name + ")", 1, CanonicalCell::longText);
      case HIERARCHYID, GEOMETRY, GEOGRAPHY ->
          new CanonicalCell("CONVERT(varbinary(max), " + name + ")", 1, CanonicalCell::longBytes);
      case SQL_VARIANT ->
          new CanonicalCell(Variants.selected(name), Variants.WIDTH, CanonicalCell::variant);
    };
  }

  private static final int MONEY_SCALE = 4;

  private static CanonicalCell decimal(String name, int scale) {
    return plain(name, ResultSet::getBigDecimal, (digest, value) -> digest.decimal(value, scale));
  }

  private static <T> CanonicalCell typed(
      String name, Class<T> type, BiConsumer<TableDigest, T> into) {
    return plain(name, (row, index) -> row.getObject(index, type), into);
  }

  private static <T> CanonicalCell plain(
      String name, Getter<T> getter, BiConsumer<TableDigest, T> into) {
    return new CanonicalCell(
        name,
        1,
        (row, index, digest) -> {
          T value = getter.get(row, index);
          if (value == null) {
            digest.nothing();
          } else {
            into.accept(digest, value);
          }
        });
  }

  private static void integer(ResultSet row, int index, TableDigest digest) throws SQLException {
    long value = row.getLong(index);
    if (row.wasNull()) {
      digest.nothing();
    } else {
      digest.integer(value);
    }
  }

  private static void floating(ResultSet row, int index, TableDigest digest) throws SQLException {
    double value = row.getDouble(index);
    if (row.wasNull()) {
      digest.nothing();
    } else {
      digest.floating(value);
    }
  }

  private static void real(ResultSet row, int index, TableDigest digest) throws SQLException {
    float value = row.getFloat(index);
    if (row.wasNull()) {
      digest.nothing();
    } else {
      digest.real(value);
    }
  }

  /** The value as a text, then what its type is. */
  private static void variant(ResultSet row, int index, TableDigest digest) throws SQLException {
    for (int i = index; i < index + Variants.WIDTH; i++) {
      String part = row.getString(i);
      if (part == null) {
        digest.nothing();
      } else {
        digest.text(part);
      }
    }
  }

  private static void longText(ResultSet row, int index, TableDigest digest)
      throws SQLException, IOException {
    try (Reader reader = row.getCharacterStream(index)) {
      if (reader == null) {
        digest.nothing();
        return;
      }
      char[] piece = new char[PIECE];
      for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
        digest.piece(piece, read);
      }
      digest.endValue();
    }
  }

  private static void longBytes(ResultSet row, int index, TableDigest digest)
      throws SQLException, IOException {
    try (InputStream in = row.getBinaryStream(index)) {
      if (in == null) {
        digest.nothing();
        return;
      }
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.piece(piece, read);
      }
      digest.endValue();
    }
  }
}
