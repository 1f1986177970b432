package io.umzug.domain.transfer;

import io.umzug.domain.transfer.CsvFinding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the V4 Migrations-Manager exported for V9's text connector (R6, R7), and says what
 * stands against an import, to the line. What R7 leaves open is read conservatively and told.
 */
public final class TextConnectorCsv {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char NOT_DECODED = '\uFFFD';

  private final List<CsvFinding> findings = new ArrayList<>();
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();
  private @Nullable CsvHeader header;
  private int users;

  private TextConnectorCsv() {}

  /** The reading of a whole file, decoded; R7 names no encoding. */
  public static CsvReading read(String text) {
    TextConnectorCsv csv = new TextConnectorCsv();
    csv.lines(text);
    return csv.reading();
  }

  private CsvReading reading() {
    if (header == null) {
      findings.add(
          new CsvFinding(
              Severity.ERROR, 0, "", "No line names the attributes: the file is empty.", "R7"));
    } else if (users == 0) {
      warn(0, "", "The file has attributes, but no user.");
    }
    return new CsvReading(
        header == null ? Optional.empty() : header.separator(),
        header == null ? List.of() : header.attributes(),
        users,
        findings,
        List.copyOf(assumptions));
  }

  private void lines(String text) {
    int start = 0;
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      assumptions.add("The byte order mark at the beginning belongs to no attribute.");
      start = 1;
    }
    int number = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      number++;
      line(text.substring(start, end), number);
      boolean two = text.startsWith("\r\n", end);
      start = end + (two ? 2 : 1);
    }
  }

  private void line(String line, int number) {
    String content = line.strip();
    if (content.isEmpty()) {
      assumptions.add("An empty line is no user.");
    } else if (content.charAt(0) == '#') {
      if (line.charAt(0) != '#') {
        assumptions.add("A # behind blanks at the beginning of a line starts a comment as well.");
      }
    } else {
      strange(line, number);
      if (header == null) {
        if (number > 1) {
          assumptions.add(
              "The first line that is neither empty nor a comment names the attributes.");
        }
        header = CsvHeader.of(line, number, findings);
      } else {
        users++;
        user(header, line, number);
      }
    }
  }

  private void strange(String line, int number) {
    if (line.indexOf(NOT_DECODED) >= 0) {
      warn(number, "", "A character could not be read: the file has another encoding.");
    }
    if (line.indexOf('#') >= 0) {
      warn(number, "", "A # within the line is read as part of a value, not as a comment.");
    }
  }

  private void user(CsvHeader attributes, String line, int number) {
    if (attributes.separator().isEmpty()) {
      return;
    }
    Separator separator = attributes.separator().get();
    if (separator == Separator.SPACE) {
      assumptions.add("Each single space separates two values: no value has a space in it.");
    }
    List<String> values = CsvHeader.values(line, separator);
    List<String> names = attributes.attributes();
    for (String required : CsvHeader.REQUIRED) {
      required(required, position(names, required), values, number);
    }
    count(names, values, number);
    quotes(names, values, number);
    duplicate(position(names, "ID"), values, number);
  }

  private void required(String attribute, int position, List<String> values, int number) {
    if (position < 0) {
      return; // Told once, for the first line.
    }
    if (position >= values.size()) {
      error(number, attribute, "The line ends before %s.".formatted(attribute));
    } else if (values.get(position).isEmpty()) {
      error(number, attribute, "%s is empty.".formatted(attribute));
    }
  }

  private void count(List<String> names, List<String> values, int number) {
    boolean surplus =
        values.size() > names.size()
            && values.subList(names.size(), values.size()).stream()
                .anyMatch(value -> !value.isEmpty());
    if (surplus) {
      error(
          number,
          "",
          "The line has %d values for %d attributes: a separator may stand within a value."
              .formatted(values.size(), names.size()));
    } else if (values.size() < names.size()) {
      warn(
          number,
          names.get(values.size()),
          "The line has %d values for %d attributes.".formatted(values.size(), names.size()));
    }
  }

  private void quotes(List<String> names, List<String> values, int number) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).startsWith("\"")) {
        assumptions.add("Quotation marks are part of the value: R7 knows no quoting.");
        warn(
            number,
            i < names.size() ? names.get(i) : "",
            "The value begins with a quotation mark, which is read as part of it.");
        return;
      }
    }
  }

  private void duplicate(int position, List<String> values, int number) {
    if (position < 0 || position >= values.size() || values.get(position).isEmpty()) {
      return;
    }
    Integer before = lineOfId.putIfAbsent(values.get(position), number);
    if (before != null) {
      warn(
          number,
          "ID",
          "The ID %s stands in line %d already.".formatted(values.get(position), before));
    }
  }

  private static int position(List<String> names, String attribute) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(attribute)) {
        return i;
      }
    }
    return -1;
  }

  private void error(int line, String attribute, String sentence) {
    findings.add(new CsvFinding(Severity.ERROR, line, attribute, sentence, "R7"));
  }

  /** Umzug's own remark: no rule says so. */
  private void warn(int line, String attribute, String sentence) {
    findings.add(new CsvFinding(Severity.WARNING, line, attribute, sentence, ""));
  }
}
