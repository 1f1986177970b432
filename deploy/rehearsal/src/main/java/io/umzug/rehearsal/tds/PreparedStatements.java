package io.umzug.rehearsal.tds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection's prepared statements by their handles. */
final class PreparedStatements {

  private final ServerMessages messages;
  private final Map<Integer, Prepared> byHandle = new HashMap<>();
  private int lastHandle;

  PreparedStatements(ServerMessages messages) {
    this.messages = messages;
  }

  /** A statement and the names of its parameters, at-signs included. */
  record Prepared(String sql, List<String> parameterNames) {}

  int add(Prepared statement) throws SqlServerException {
    if (byHandle.size() >= Limits.PREPARED_STATEMENTS) {
      throw messages.refusal(
          701,
          "This connection has %d prepared statements open; the rehearsal's server keeps no more."
              .formatted(byHandle.size()));
    }
    byHandle.put(++lastHandle, statement);
    return lastHandle;
  }

  Prepared get(int handle) throws SqlServerException {
    Prepared statement = byHandle.get(handle);
    if (statement == null) {
      throw messages.refusal(
          8179, "Could not find prepared statement with handle %d.".formatted(handle));
    }
    return statement;
  }

  void remove(int handle) throws SqlServerException {
    get(handle);
    byHandle.remove(handle);
  }

  void clear() {
    byHandle.clear();
  }

  /** The names in a definition such as {@code @P0 decimal(38,4),@P1 int OUTPUT}. */
  static List<String> parameterNames(String definition) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    boolean awaited = true;
    for (int i = 0; i < definition.length(); i++) {
      char c = definition.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        awaited = true;
      } else if (c == '@' && awaited) {
        int end = i + 1;
        while (end < definition.length() && isNamePart(definition.charAt(end))) {
          end++;
        }
        names.add(definition.substring(i, end));
        i = end - 1;
        awaited = false;
      }
    }
    return names;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '$' || c == '#';
  }
}
