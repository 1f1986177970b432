package io.umzug.rehearsal.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SQL Server's type names as H2 wants them, where the two differ. */
final class DataTypes {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("SYSNAME", "VARCHAR(128)"),
          Map.entry("TINYINT", "SMALLINT"),
          Map.entry("TEXT", "CLOB"),
          Map.entry("NTEXT", "CLOB"),
          Map.entry("XML", "CLOB"),
          Map.entry("IMAGE", "BLOB"),
          Map.entry("DATETIME", "TIMESTAMP(3)"),
          Map.entry("ROWVERSION", "VARBINARY(8)"),
          Map.entry("SQL_VARIANT", "VARCHAR(8000)"));

  /** With an explicit precision these stay as they are written. */
  private static final Map<String, String> WITHOUT_PRECISION =
      Map.of("DATETIME2", "TIMESTAMP(7)", "TIME", "TIME(7)", "DATETIMEOFFSET", "DATETIMEOFFSET(7)");

  private DataTypes() {}

  /**
   * The H2 text of a type.
   *
   * @param text what to write
   * @param taken how many tokens of the input it stands for
   */
  record Translated(String text, int taken) {}

  static Translated at(List<Token> tokens, int index) {
    String name = tokens.get(index).text().toUpperCase(Locale.ROOT);
    boolean parenthesis = tokens.get(index + 1).symbol("(");
    if (parenthesis && tokens.get(index + 2).is("MAX")) {
      return new Translated(name.contains("BINARY") ? "BLOB" : "CLOB", 4);
    }
    if (!parenthesis && WITHOUT_PRECISION.containsKey(name)) {
      return new Translated(WITHOUT_PRECISION.getOrDefault(name, name), 1);
    }
    if (parenthesis && name.equals("DATETIME2")) {
      return new Translated("TIMESTAMP", 1);
    }
    return new Translated(NAMES.getOrDefault(name, name), 1);
  }
}
