package io.umzug.domain.atlas;

import io.umzug.domain.atlas.ConnectionParsing.Malformed;
import io.umzug.domain.atlas.ConnectionString.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a connection string apart, with the quoting rules of OLE DB and ADO.NET. */
final class ConnectionParser {
  private final String text;
  private final List<Property> properties = new ArrayList<>();
  private int at;

  private ConnectionParser(String text) {
    this.text = text;
  }

  static ConnectionParsing parse(String text) {
    ConnectionParser parser = new ConnectionParser(text);
    while (parser.skipToNextProperty()) {
      Optional<Malformed> malformed = parser.property();
      if (malformed.isPresent()) {
        return malformed.get();
      }
    }
    return new ConnectionString(text, List.copyOf(parser.properties));
  }

  private boolean skipToNextProperty() {
    while (at < text.length() && (isSpace(at) || text.charAt(at) == ';')) {
      at++;
    }
    return at < text.length();
  }

  private Optional<Malformed> property() {
    int start = at;
    int equals = endOfKeyword();
    if (equals < 0) {
      return Optional.of(new Malformed(start, "a keyword has no = behind it"));
    }
    String keyword = text.substring(start, equals).strip().replace("==", "=");
    if (keyword.isEmpty()) {
      return Optional.of(new Malformed(start, "an = has no keyword before it"));
    }
    at = equals + 1;
    skipSpace();
    boolean quoted = at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0;
    return quoted ? quotedValue(keyword) : plainValue(keyword);
  }

  /** Of the single = that ends the keyword (== stands for one inside it), or -1. */
  private int endOfKeyword() {
    int equals = text.indexOf('=', at);
    while (equals >= 0 && text.startsWith("=", equals + 1)) {
      equals = text.indexOf('=', equals + 2);
    }
    int semicolon = text.indexOf(';', at);
    return semicolon >= 0 && semicolon < equals ? -1 : equals;
  }

  private Optional<Malformed> plainValue(String keyword) {
    int semicolon = text.indexOf(';', at);
    int limit = semicolon < 0 ? text.length() : semicolon;
    String value = text.substring(at, limit).stripTrailing();
    properties.add(new Property(keyword, value, at, at + value.length()));
    at = limit;
    return Optional.empty();
  }

  private Optional<Malformed> quotedValue(String keyword) {
    int start = at;
    String quote = text.substring(at, at + 1);
    int close = text.indexOf(quote, at + 1);
    while (close >= 0 && text.startsWith(quote, close + 1)) {
      close = text.indexOf(quote, close + 2);
    }
    if (close < 0) {
      return Optional.of(new Malformed(start, "a quoted value does not end"));
    }
    String value = text.substring(start + 1, close).replace(quote + quote, quote);
    properties.add(new Property(keyword, value, start, close + 1));
    at = close + 1;
    skipSpace();
    if (at < text.length() && text.charAt(at) != ';') {
      return Optional.of(new Malformed(at, "something follows a quoted value without a ;"));
    }
    return Optional.empty();
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(at)) {
      at++;
    }
  }

  private boolean isSpace(int index) {
    return Character.isWhitespace(text.charAt(index));
  }
}
