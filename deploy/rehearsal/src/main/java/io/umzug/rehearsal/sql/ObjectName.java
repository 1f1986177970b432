package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A name of one to three parts.
 *
 * @param database empty for the current one
 * @param schema empty for the default one
 */
record ObjectName(String database, String schema, String name) {

  static ObjectName read(TokenCursor in) throws SqlRefusal {
    List<String> parts = new ArrayList<>(List.of(in.name()));
    while (in.acceptSymbol(".")) {
      parts.add(in.peek().symbol(".") ? "" : in.name());
    }
    if (parts.size() > 3) {
      throw SqlRefusal.of(
          117,
          15,
          1,
          "The object name '%s' contains more than the maximum number of prefixes. The maximum is"
              + " 2.",
          String.join(".", parts));
    }
    return new ObjectName(
        parts.size() > 2 ? parts.getFirst() : "",
        parts.size() > 1 ? parts.get(parts.size() - 2) : "",
        parts.getLast());
  }

  String schemaOr(String other) {
    return schema.isEmpty() ? other : schema;
  }

  /** As the client wrote it. */
  String written() {
    StringBuilder text = new StringBuilder();
    if (!database.isEmpty()) {
      text.append(database).append('.').append(schema).append('.');
    } else if (!schema.isEmpty()) {
      text.append(schema).append('.');
    }
    return text.append(name).toString();
  }
}
