package io.umzug.domain.atlas;

import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.XmlElement.XmlAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds the tags of an XML text and where they stand. A parser of the JDK says what a file means
 * but not which characters a value was written with; those must survive (U1). What this scanner
 * lets pass although it is no XML, {@link WellFormedness} finds.
 */
final class XmlScanner {
  private final SourceText source;
  private final String text;
  private final List<XmlElement> elements = new ArrayList<>();
  private final Deque<XmlElement> open = new ArrayDeque<>();
  private int at;

  private XmlScanner(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** All elements in the order of their start tags. */
  static List<XmlElement> scan(SourceText source) {
    XmlScanner scanner = new XmlScanner(source);
    scanner.scan();
    return scanner.elements;
  }

  private void scan() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '<' -> markup();
        case '&' -> at = reference(at).end();
        default -> at++;
      }
    }
    if (!open.isEmpty()) {
      throw malformed(
          at, "The file ends inside %s. Is it complete?".formatted(origin(open.peek())));
    }
  }

  private void markup() {
    if (text.startsWith("<!--", at)) {
      skip("comment", "<!--", "-->");
    } else if (text.startsWith("<![CDATA[", at)) {
      skip("CDATA section", "<![CDATA[", "]]>");
    } else if (text.startsWith("<!DOCTYPE", at)) {
      throw source.refusal(
          Reason.DOCUMENT_TYPE_DECLARATION,
          at,
          "The file has a DOCTYPE. It could bring in entities from elsewhere, so such a file is not"
              + " read.");
    } else if (text.startsWith("<?", at)) {
      skip("processing instruction", "<?", "?>");
    } else if (text.startsWith("</", at)) {
      endTag();
    } else {
      startTag();
    }
  }

  private void skip(String what, String start, String end) {
    int found = text.indexOf(end, at + start.length());
    if (found < 0) {
      throw malformed(at, "A %s begins here and does not end.".formatted(what));
    }
    at = found + end.length();
  }

  private void endTag() {
    int start = at;
    at += 2;
    String name = name();
    skipSpace();
    expect('>', "an end tag");
    XmlElement opened = open.poll();
    if (opened == null) {
      throw malformed(start, "</%s> ends an element that never began.".formatted(name));
    }
    if (!opened.name().equals(name)) {
      throw malformed(start, "</%s> cannot end %s.".formatted(name, origin(opened)));
    }
  }

  private void startTag() {
    int start = at++;
    String name = name();
    List<XmlAttribute> attributes = new ArrayList<>();
    skipSpace();
    while (peek() != '>' && peek() != '/') {
      attributes.add(attribute());
      skipSpace();
    }
    XmlElement element = new XmlElement(name, start, open.size(), List.copyOf(attributes));
    elements.add(element);
    if (peek() == '/') {
      at++;
    } else {
      open.push(element);
    }
    expect('>', "the tag <" + name);
  }

  private XmlAttribute attribute() {
    int start = at;
    String name = name();
    skipSpace();
    expect('=', "the attribute " + name);
    skipSpace();
    char quote = peek();
    if (quote != '"' && quote != '\'') {
      throw malformed(at, "The value of the attribute %s must stand in quotes.".formatted(name));
    }
    at++;
    return new XmlAttribute(name, start, value(name, quote), quote);
  }

  private XmlValue value(String attribute, char quote) {
    StringBuilder value = new StringBuilder();
    int[] offsets = new int[16];
    while (peek() != quote) {
      if (peek() == '<') {
        throw malformed(at, "A < stands in the value of the attribute %s.".formatted(attribute));
      }
      int length = value.length();
      int start = at;
      appendCharacter(value);
      offsets = Arrays.copyOf(offsets, Math.max(offsets.length, 2 * value.length() + 1));
      Arrays.fill(offsets, length, value.length(), start);
    }
    offsets[value.length()] = at++;
    return new XmlValue(value.toString(), Arrays.copyOf(offsets, value.length() + 1));
  }

  /** One character as a program sees it: references resolved, white space as blanks. */
  private void appendCharacter(StringBuilder value) {
    char c = peek();
    if (c == '&') {
      Reference reference = reference(at);
      value.appendCodePoint(reference.codePoint());
      at = reference.end();
    } else {
      value.append(isSpace(c) ? ' ' : c);
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
  }

  private record Reference(int codePoint, int end) {}

  private Reference reference(int start) {
    int end = text.indexOf(';', start);
    String name = end < 0 ? "" : text.substring(start + 1, end);
    int codePoint =
        switch (name) {
          case "amp" -> '&';
          case "lt" -> '<';
          case "gt" -> '>';
          case "quot" -> '"';
          case "apos" -> '\'';
          default -> numericReference(name);
        };
    if (codePoint < 0) {
      throw malformed(start, "An & stands here that begins none of the references XML knows.");
    }
    return new Reference(codePoint, end + 1);
  }

  private static int numericReference(String name) {
    boolean hexadecimal = name.startsWith("#x");
    String digits = name.substring(hexadecimal ? 2 : Math.min(1, name.length()));
    if (!name.startsWith("#") || !digits.matches(hexadecimal ? "[0-9A-Fa-f]+" : "[0-9]+")) {
      return -1;
    }
    try {
      int codePoint = Integer.parseInt(digits, hexadecimal ? 16 : 10);
      return Character.isValidCodePoint(codePoint) ? codePoint : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String name() {
    int start = at;
    while (!isSpace(peek()) && "<>/=\"'&".indexOf(peek()) < 0) {
      at++;
    }
    if (at == start) {
      throw malformed(at, "A name is missing here.");
    }
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (isSpace(peek())) {
      at++;
    }
  }

  private void expect(char expected, String where) {
    if (peek() != expected) {
      throw malformed(at, "In %s, a %s is expected here.".formatted(where, expected));
    }
    at++;
  }

  /** The character at hand; every caller is inside a tag, where the file must not end. */
  private char peek() {
    if (at >= text.length()) {
      throw malformed(at, "The file ends inside a tag. Is it complete?");
    }
    return text.charAt(at);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private String origin(XmlElement element) {
    return "<%s> of line %d".formatted(element.name(), source.line(element.offset()));
  }

  private RefusedException malformed(int offset, String sentence) {
    return source.refusal(Reason.NOT_WELL_FORMED, offset, sentence);
  }
}
