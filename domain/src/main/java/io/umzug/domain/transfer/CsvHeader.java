package io.umzug.domain.transfer;

import io.umzug.domain.transfer.CsvFinding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The first line of the file: which attributes there are, and what stands between them. */
record CsvHeader(Optional<Separator> separator, List<String> attributes) {

  /** R7: none of these may be empty. */
  static final List<String> REQUIRED = List.of("ID", "firstname", "name", "account");

  static CsvHeader of(String line, int number, List<CsvFinding> findings) {
    Optional<Separator> separator = separator(line, number, findings);
    List<String> attributes =
        separator.map(found -> values(line, found)).orElseGet(() -> List.of(line.strip()));
    if (separator.isPresent()) {
      names(attributes, number, findings);
    }
    return new CsvHeader(separator, attributes);
  }

  /** The values of a line, without the blanks around them. */
  static List<String> values(String line, Separator separator) {
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int end = line.indexOf(separator.character());
        end >= 0;
        end = line.indexOf(separator.character(), start)) {
      values.add(line.substring(start, end).strip());
      start = end + 1;
    }
    values.add(line.substring(start).strip());
    return values;
  }

  /** The one that sets most of the required names free; blanks may stand beside any other. */
  private static Optional<Separator> separator(String line, int number, List<CsvFinding> findings) {
    List<Separator> there =
        Arrays.stream(Separator.values())
            .filter(separator -> line.indexOf(separator.character()) >= 0)
            .toList();
    long most = there.stream().mapToLong(separator -> found(line, separator)).max().orElse(0);
    List<Separator> best =
        there.stream()
            .filter(separator -> found(line, separator) == most)
            .filter(separator -> most > 0 || separator != Separator.SPACE || there.size() == 1)
            .toList();
    if (best.size() == 1) {
      othersAreThere(line, number, best.getFirst(), there, findings);
      return Optional.of(best.getFirst());
    }
    findings.add(
        new CsvFinding(
            Severity.ERROR,
            number,
            "",
            best.isEmpty()
                ? "The first line has no tab, comma, semicolon or space between attributes."
                : "What separates the values cannot be told: the first line has %s."
                    .formatted(words(best)),
            "R7"));
    return Optional.empty();
  }

  private static void othersAreThere(
      String line, int number, Separator chosen, List<Separator> there, List<CsvFinding> findings) {
    List<Separator> others =
        there.stream().filter(s -> s != chosen && s != Separator.SPACE).toList();
    if (!others.isEmpty()) {
      findings.add(
          new CsvFinding(
              Severity.WARNING,
              number,
              "",
              "The first line has %s as well; it is read with the separator %s, by which %d of the"
                      .formatted(words(others), chosen.word(), found(line, chosen))
                  + " attributes ID, firstname, name and account are found.",
              "R7"));
    }
  }

  private static String words(List<Separator> separators) {
    return String.join(" and ", separators.stream().map(Separator::word).toList());
  }

  private static long found(String line, Separator separator) {
    List<String> values = values(line, separator);
    return REQUIRED.stream()
        .filter(name -> values.stream().anyMatch(name::equalsIgnoreCase))
        .count();
  }

  private static void names(List<String> attributes, int number, List<CsvFinding> findings) {
    for (String required : REQUIRED) {
      if (attributes.stream().noneMatch(required::equalsIgnoreCase)) {
        findings.add(
            new CsvFinding(
                Severity.ERROR,
                number,
                required,
                "The attribute %s is missing in the first line.".formatted(required),
                "R7"));
      }
    }
    Set<String> seen = new HashSet<>();
    for (String attribute : attributes) {
      if (attribute.isEmpty()) {
        findings.add(remark(number, attribute, "A column has no name in the first line."));
      } else if (!seen.add(attribute.toLowerCase(Locale.ROOT))) {
        findings.add(
            remark(number, attribute, "The attribute %s is named twice.".formatted(attribute)));
      } else if (REQUIRED.stream().anyMatch(attribute::equalsIgnoreCase)
          && !REQUIRED.contains(attribute)) {
        findings.add(
            remark(
                number,
                attribute,
                "%s differs in case from the attribute's name.".formatted(attribute)));
      }
    }
  }

  /** Umzug's own remark: no rule says so. */
  private static CsvFinding remark(int line, String attribute, String sentence) {
    return new CsvFinding(Severity.WARNING, line, attribute, sentence, "");
  }
}
