package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQL Server would have said where H2 refuses. */
final class H2Errors {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  /** H2's code for a statement that was cancelled. */
  static final int CANCELLED = 57014;

  private H2Errors() {}

  /**
   * @param tokens the statement, for the names as the client wrote them
   */
  static SqlRefusal translated(SQLException e, List<Token> tokens) {
    String text = Objects.requireNonNullElse(e.getMessage(), "").split("; SQL statement:", 2)[0];
    String name = quoted(text);
    return switch (e.getErrorCode()) {
      case 42000, 42001 -> syntax(text, tokens);
      case 42102, 42103, 42104, 90037 -> missing(name, tokens);
      case 90079 -> missingSchema(name, tokens);
      case 42122 -> SqlRefusal.of(207, 16, 1, "Invalid column name '%s'.", name);
      case 42101, 90038 ->
          SqlRefusal.of(
              2714, 16, 6, "There is already an object named '%s' in the database.", name);
      case 90045, 42111 ->
          SqlRefusal.of(
              1913,
              16,
              1,
              "The operation failed because an index or a constraint with this name"
                  + " already exists: '%s'.",
              name);
      case 23505 -> duplicate(text);
      case 23506, 23503, 23513 -> constraint(text, e.getErrorCode(), tokens);
      case 23502 ->
          SqlRefusal.of(
              515,
              16,
              2,
              "Cannot insert the value NULL into column '%s'; column does not allow nulls. %s"
                  + " fails.",
              name,
              tokens.getFirst().text().toUpperCase(java.util.Locale.ROOT));
      case 22001 ->
          SqlRefusal.of(2628, 16, 1, "String or binary data would be truncated: %s.", name);
      case 22012 -> SqlRefusal.of(8134, 16, 1, "Divide by zero error encountered.");
      case 22003, 22004 ->
          SqlRefusal.of(8115, 16, 2, "Arithmetic overflow error converting expression: %s.", name);
      case 22018, 22007 ->
          SqlRefusal.of(245, 16, 1, "Conversion failed when converting the value: %s.", name);
      case 21002, 21005 ->
          SqlRefusal.of(
              213,
              16,
              1,
              "Column name or number of supplied values does not match table definition.");
      case 90022 ->
          SqlRefusal.of(195, 15, 10, "'%s' is not a recognized built-in function name.", name);
      case 90107, 90106 ->
          SqlRefusal.of(
              3726,
              16,
              1,
              "Could not drop object '%s' because it is referenced by a FOREIGN KEY constraint.",
              name);
      case 50200 -> SqlRefusal.of(1222, 16, 51, "Lock request time out period exceeded.");
      case 40001 ->
          SqlRefusal.of(1205, 13, 51, "Transaction was deadlocked on lock resources: %s", text);
      case CANCELLED -> SqlRefusal.of(3617, 16, 1, "The statement was cancelled by the client.");
      default -> SqlRefusal.of(50000, 16, 1, "%s", text);
    };
  }

  private static String quoted(String text) {
    Matcher matcher = QUOTED.matcher(text);
    return matcher.find() ? matcher.group(1).replace("\"\"", "\"") : text;
  }

  private static SqlRefusal syntax(String text, List<Token> tokens) {
    int mark = text.indexOf("[*]");
    Token last = tokens.get(Math.max(0, tokens.size() - 2));
    if (mark >= 0) {
      String rest = text.substring(mark + 3);
      int end = rest.lastIndexOf('"');
      try {
        Token near = Lexer.tokens(end >= 0 ? rest.substring(0, end) : rest).getFirst();
        return SqlRefusal.syntax(near.kind() == Token.Kind.END ? last : near);
      } catch (SqlRefusal _) {
        return SqlRefusal.syntax(last);
      }
    }
    return SqlRefusal.syntax(last);
  }

  private static SqlRefusal missing(String name, List<Token> tokens) {
    String written = asWritten(name, tokens);
    if (tokens.getFirst().is("DROP")) {
      return SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot drop the %s '%s', because it does not exist or you do not have permission.",
          tokens.get(1).text().toLowerCase(java.util.Locale.ROOT),
          written);
    }
    if (tokens.getFirst().is("ALTER") || tokens.getFirst().is("TRUNCATE")) {
      return SqlRefusal.of(
          4902,
          16,
          1,
          "Cannot find the object \"%s\" because it does not exist or you do not have permissions.",
          written);
    }
    return SqlRefusal.of(208, 16, 1, "Invalid object name '%s'.", written);
  }

  private static SqlRefusal missingSchema(String schema, List<Token> tokens) {
    if (tokens.getFirst().is("CREATE")) {
      return SqlRefusal.of(
          2760,
          16,
          1,
          "The specified schema name \"%s\" either does not exist or you do not have permission to"
              + " use it.",
          schema);
    }
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).text().equalsIgnoreCase(schema) && tokens.get(i + 1).symbol(".")) {
        return missing(tokens.get(i + 2).text(), tokens);
      }
    }
    return missing(schema, tokens);
  }

  private static String asWritten(String name, List<Token> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).isName() && tokens.get(i).text().equalsIgnoreCase(name)) {
        StringBuilder written = new StringBuilder(tokens.get(i).text());
        for (int j = i - 1; j >= 1 && tokens.get(j).symbol("."); j -= 2) {
          written.insert(0, tokens.get(j - 1).text() + ".");
        }
        return written.toString();
      }
    }
    return name;
  }

  private static final Pattern INDEX =
      Pattern.compile("\"(?:[^\" ]+\\.)?([^\".]+?)( PRIMARY KEY)? ON ([^\"(]+)\\(");

  private static SqlRefusal duplicate(String text) {
    Matcher matcher = INDEX.matcher(text);
    // An index that is no key is called by its table's number and its name.
    String index = (matcher.find() ? matcher.group(1) : quoted(text)).replaceFirst("^\\d+:", "");
    String table = matcher.hasMatch() ? matcher.group(3) : "";
    if (matcher.hasMatch() && matcher.group(2) == null && !text.contains("CONSTRAINT_INDEX")) {
      return SqlRefusal.of(
          2601,
          14,
          1,
          "Cannot insert duplicate key row in object '%s' with unique index '%s'.",
          table,
          index);
    }
    return SqlRefusal.of(
        2627,
        14,
        1,
        "Violation of PRIMARY KEY constraint '%s'. Cannot insert duplicate key in object '%s'.",
        index,
        table);
  }

  private static SqlRefusal constraint(String text, int code, List<Token> tokens) {
    String name = quoted(text).split(":", 2)[0];
    String kind = code == 23513 ? "CHECK" : code == 23503 ? "REFERENCE" : "FOREIGN KEY";
    return SqlRefusal.of(
        547,
        16,
        0,
        "The %s statement conflicted with the %s constraint \"%s\".",
        tokens.getFirst().text().toUpperCase(java.util.Locale.ROOT),
        kind,
        name);
  }
}
