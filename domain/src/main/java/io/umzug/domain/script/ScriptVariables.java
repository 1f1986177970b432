package io.umzug.domain.script;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of a script; upper and lower case are the same. */
final class ScriptVariables {

  private static final int LONGEST_NAME = 128;

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ScriptVariables(Map<String, String> given) {
    values.putAll(given);
  }

  @Nullable String value(String name) {
    return values.get(name);
  }

  void set(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().allMatch(c -> isNamePart((char) c));
  }

  static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "_-.#@!%&+:".indexOf(c) >= 0;
  }

  /** The name without its replacement, where one is not defined or not understood. */
  record Replaced(String text, @Nullable String undefined, int column) {}

  /** Replaces {@code $(name)} in the arguments of a command; {@code column} counts from 0. */
  Replaced replace(String text) {
    StringBuilder replaced = new StringBuilder();
    int at = 0;
    while (true) {
      int reference = text.indexOf("$(", at);
      if (reference < 0) {
        return new Replaced(replaced.append(text, at, text.length()).toString(), null, 0);
      }
      int end = text.indexOf(')', reference);
      String name = end < 0 ? text.substring(reference + 2) : text.substring(reference + 2, end);
      String value = end < 0 ? null : values.get(name);
      if (value == null) {
        return new Replaced(text, name, reference);
      }
      replaced.append(text, at, reference).append(value);
      at = end + 1;
    }
  }
}
