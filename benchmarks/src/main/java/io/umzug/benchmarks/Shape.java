package io.umzug.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables that are measured. */
enum Shape {
  /** Few and short columns, as in a journal. */
  NARROW(
      List.of(
          "id int NOT NULL PRIMARY KEY",
          "caller int NOT NULL",
          "begun datetime NOT NULL",
          "line nvarchar(50) NULL"),
      List.of(
          "X",
          "MOD(X * 7919, 100000)",
          "DATEADD(SECOND, MOD(X, 86400 * 365), TIMESTAMP '2023-01-01 00:00:00')",
          "'Anruf ' || X || ' von Zimmer ' || MOD(X, 97)")),

  /** Thirty columns of all kinds. */
  WIDE(wideColumns(), wideValues());

  private final List<String> columns;
  private final List<String> values;

  Shape(List<String> columns, List<String> values) {
    this.columns = columns;
    this.values = values;
  }

  private static List<String> wideColumns() {
    List<String> columns = new ArrayList<>(List.of("id int NOT NULL PRIMARY KEY"));
    for (int i = 1; i <= 3; i++) {
      columns.addAll(
          List.of(
              "b" + i + " bit NULL",
              "s" + i + " smallint NULL",
              "g" + i + " bigint NULL",
              "d" + i + " decimal(18, 4) NULL",
              "f" + i + " float NULL",
              "t" + i + " datetime2(3) NULL",
              "v" + i + " varchar(30) NULL",
              "n" + i + " nvarchar(40) NULL",
              "u" + i + " uniqueidentifier NULL"));
    }
    columns.addAll(List.of("raw varbinary(20) NULL", "long1 nvarchar(max) NULL"));
    return columns;
  }

  private static List<String> wideValues() {
    List<String> values = new ArrayList<>(List.of("X"));
    for (int i = 1; i <= 3; i++) {
      values.addAll(
          List.of(
              "MOD(X, 2) = 0",
              "MOD(X, 30000)",
              "X * 1000000007",
              "CAST(X AS DECIMAL(18, 4)) / 7",
              "X / 3.0",
              "DATEADD(SECOND, MOD(X, 86400 * 365), TIMESTAMP '2023-01-01 00:00:00.123')",
              "CASE WHEN MOD(X, 5) = 0 THEN NULL ELSE 'code ' || X END",
              "'Teilnehmer Müller ' || MOD(X, 10007)",
              "CAST('00112233-4455-6677-8899-' || LPAD(X, 12, '0') AS UUID)"));
    }
    values.addAll(
        List.of(
            "CAST(LPAD(X, 12, '0') AS VARBINARY(20))",
            "CASE WHEN MOD(X, 10) = 0 THEN 'Eine längere Notiz zum Gespräch ' || X END"));
    return values;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String create() {
    return create("rows");
  }

  private String create(String table) {
    return "CREATE TABLE dbo." + table + " (" + String.join(", ", columns) + ")";
  }

  /** In the words of the stand-in's engine. */
  String insert(long rows) {
    return "INSERT INTO \"rows\" SELECT "
        + String.join(", ", values)
        + " FROM SYSTEM_RANGE(1, "
        + rows
        + ")";
  }
}
