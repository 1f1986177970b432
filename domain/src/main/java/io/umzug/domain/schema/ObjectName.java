package io.umzug.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The name of something that lives in a schema; ordered by its characters, whatever the collation.
 */
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::schema).thenComparing(ObjectName::name);

  /** What takes a part of a name from the next, or holds it together. */
  private static final String DELIMITERS = ".[]\"";

  /**
   * As a person types it: {@code schema.name}, each part in brackets or quotes where it needs so.
   */
  public static Optional<ObjectName> parse(String typed) {
    List<String> parts = parts(typed);
    return parts.size() == 2
        ? Optional.of(new ObjectName(parts.get(0), parts.get(1)))
        : Optional.empty();
  }

  /** A name that a person typed, as {@link #toString} writes it. */
  public static String written(String typed) {
    List<String> parts = parts(typed);
    return switch (parts.size()) {
      case 1 -> parts.getFirst();
      case 2 -> new ObjectName(parts.get(0), parts.get(1)).toString();
      default -> typed;
    };
  }

  /** The parts of a name of any length; none where a bracket or quote is not closed. */
  private static List<String> parts(String typed) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at <= typed.length()) {
      char first = at < typed.length() ? typed.charAt(at) : '.';
      int end;
      if (first == '[' || first == '"') {
        char close = first == '[' ? ']' : '"';
        end = closing(typed, at + 1, close);
        if (end < 0 || (end < typed.length() && typed.charAt(end) != '.')) {
          return List.of();
        }
        String twice = String.valueOf(close).repeat(2);
        parts.add(typed.substring(at + 1, end - 1).replace(twice, String.valueOf(close)));
      } else {
        int dot = typed.indexOf('.', at);
        end = dot < 0 ? typed.length() : dot;
        parts.add(typed.substring(at, end));
      }
      at = end + 1;
    }
    return parts;
  }

  /** Behind the delimiter that is not doubled; negative where there is none. */
  private static int closing(String typed, int from, char close) {
    for (int at = from; at < typed.length(); at++) {
      if (typed.charAt(at) == close) {
        if (at + 1 == typed.length() || typed.charAt(at + 1) != close) {
          return at + 1;
        }
        at++;
      }
    }
    return -1;
  }

  /** Delimited, as every statement takes it. */
  public String quoted() {
    return SqlText.name(schema) + "." + SqlText.name(name);
  }

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /** One object only: delimited where {@code schema.name} could be another's as well. */
  @Override
  public String toString() {
    return isPlain(schema) && isPlain(name) ? schema + "." + name : quoted();
  }

  private static boolean isPlain(String part) {
    return part.chars().noneMatch(c -> DELIMITERS.indexOf(c) >= 0);
  }
}
