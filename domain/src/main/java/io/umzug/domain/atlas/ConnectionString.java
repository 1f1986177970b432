package io.umzug.domain.atlas;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A connection string of OLE DB or ADO.NET: {@code keyword=value;…}, values plain or quoted.
 *
 * @param text the whole of it
 * @param properties in their order, repeated keywords included
 */
record ConnectionString(String text, List<Property> properties) implements ConnectionParsing {
  private static final Set<String> DATA_SOURCE =
      Set.of("data source", "server", "address", "addr", "network address");
  private static final Set<String> DATABASE = Set.of("initial catalog", "database");

  /**
   * @param value without its quotes
   * @param start of the value in the connection string, its opening quote included
   * @param end of the value, its closing quote included
   */
  record Property(String keyword, String value, int start, int end) {
    private boolean isOneOf(Set<String> synonyms) {
      return synonyms.contains(keyword.toLowerCase(Locale.ROOT));
    }
  }

  List<Property> dataSources() {
    return properties.stream().filter(p -> p.isOneOf(DATA_SOURCE)).toList();
  }

  List<Property> databases() {
    return properties.stream().filter(p -> p.isOneOf(DATABASE)).toList();
  }

  /** What to write in place of {@code old} so that it reads as {@code value}, quoted as before. */
  String literal(Property old, String value) {
    char first = old.start() < old.end() ? text.charAt(old.start()) : ' ';
    if (first == '"' || first == '\'') {
      return quoted(value, first);
    }
    boolean plain = value.chars().noneMatch(c -> ";='\"".indexOf(c) >= 0);
    return plain ? value : quoted(value, value.contains("'") ? '"' : '\'');
  }

  private static String quoted(String value, char quote) {
    String mark = String.valueOf(quote);
    return mark + value.replace(mark, mark + mark) + mark;
  }
}
