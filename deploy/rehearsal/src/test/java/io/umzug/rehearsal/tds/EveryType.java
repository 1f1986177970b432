package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import io.umzug.rehearsal.tds.SqlType.Name;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A column of each type, with a value in the first row and NULL in the second. */
final class EveryType {

  static final String LONG_TEXT = "Größe €𝄞 ".repeat(5000);
  static final byte[] LONG_BINARY = new byte[100_000];

  private static final List<Column> COLUMNS = new ArrayList<>();
  private static final List<Object> VALUES = new ArrayList<>();

  static {
    for (int i = 0; i < LONG_BINARY.length; i++) {
      LONG_BINARY[i] = (byte) (i * 31);
    }
    add("bit", SqlType.of(Name.BIT), true);
    add("tinyint", SqlType.of(Name.TINYINT), (short) 255);
    add("smallint", SqlType.of(Name.SMALLINT), (short) -32768);
    add("int", SqlType.of(Name.INT), Integer.MIN_VALUE);
    add("bigint", SqlType.of(Name.BIGINT), Long.MAX_VALUE);
    add(
        "decimal38",
        new SqlType(Name.DECIMAL, 0, 38, 10),
        new BigDecimal("-1234567890123456789012345678.0123456789"));
    add("decimal9", new SqlType(Name.DECIMAL, 0, 9, 2), new BigDecimal("1234567.89"));
    add("money", SqlType.of(Name.MONEY), new BigDecimal("-922337203685477.5808"));
    add("real", SqlType.of(Name.REAL), 1.5f);
    add("float", SqlType.of(Name.FLOAT), Math.PI);
    add("nvarchar", SqlType.nvarchar(20), "Müller €𝄞");
    add("nvarcharmax", SqlType.nvarchar(SqlType.MAX), LONG_TEXT);
    add("varchar", new SqlType(Name.VARCHAR, 20, 0, 0), "Größe €");
    add("varcharmax", new SqlType(Name.VARCHAR, SqlType.MAX, 0, 0), "x".repeat(20_000));
    add("varbinary", new SqlType(Name.VARBINARY, 8, 0, 0), new byte[] {0, 1, -1});
    add("varbinarymax", new SqlType(Name.VARBINARY, SqlType.MAX, 0, 0), LONG_BINARY);
    add(
        "uniqueidentifier",
        SqlType.of(Name.UNIQUEIDENTIFIER),
        UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    add("date", SqlType.of(Name.DATE), LocalDate.of(2024, 2, 29));
    add("time", new SqlType(Name.TIME, 0, 0, 7), LocalTime.parse("23:59:59.9999999"));
    add("datetime", SqlType.of(Name.DATETIME), LocalDateTime.parse("2026-11-22T14:05:06.997"));
    add(
        "datetime2",
        new SqlType(Name.DATETIME2, 0, 0, 7),
        LocalDateTime.parse("0001-01-01T00:00:00.0000001"));
    add(
        "datetimeoffset",
        new SqlType(Name.DATETIMEOFFSET, 0, 0, 3),
        OffsetDateTime.parse("2026-01-02T03:04:05.678-03:30"));
  }

  private EveryType() {}

  static void tell(SqlSession.Results results) {
    results.columns(COLUMNS);
    results.row(VALUES.toArray());
    results.row(new Object[COLUMNS.size()]);
    results.done(StatementKind.SELECT, 2);
  }

  private static void add(String name, SqlType type, Object value) {
    COLUMNS.add(new Column(name, type, true));
    VALUES.add(value);
  }
}
