package io.umzug.domain.script;

import java.util.List;

/** Tells from the start of a line, character by character, whether it is a command of sqlcmd. */
final class CommandStart {

  enum Verdict {
    COMMAND,
    TEXT,
    UNDECIDED
  }

  /** Commands that need no colon and stand alone. */
  private static final List<String> WORDS = List.of("EXIT", "QUIT", "RESET", "ED");

  private CommandStart() {}

  static boolean mayBegin(char c) {
    return ":!GgEeQqRr".indexOf(c) >= 0;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u000B' || c == '\u00A0';
  }

  /** For the characters so far, blanks at the line's start left out. */
  static Verdict soFar(CharSequence start) {
    char first = start.charAt(0);
    if (first == ':') {
      // ::fn_name is T-SQL.
      return start.length() == 1
          ? Verdict.UNDECIDED
          : start.charAt(1) == ':' ? Verdict.TEXT : Verdict.COMMAND;
    }
    if (first == '!') {
      return start.length() == 1
          ? Verdict.UNDECIDED
          : start.charAt(1) == '!' ? Verdict.COMMAND : Verdict.TEXT;
    }
    if (first == 'G' || first == 'g') {
      return separator(start);
    }
    if (start.charAt(start.length() - 1) == '('
        && start.toString().strip().equalsIgnoreCase("EXIT(")) {
      return Verdict.COMMAND;
    }
    return WORDS.stream().anyMatch(word -> mayStandAlone(start, word))
        ? Verdict.UNDECIDED
        : Verdict.TEXT;
  }

  private static Verdict separator(CharSequence start) {
    if (!agree(start, "GO")) {
      return Verdict.TEXT;
    }
    if (start.length() <= 2) {
      return Verdict.UNDECIDED;
    }
    char third = start.charAt(2);
    if (isBlank(third) || third == ';') {
      return Verdict.COMMAND;
    }
    if (third != '-' && third != '/') {
      return Verdict.TEXT;
    }
    if (start.length() == 3) {
      return Verdict.UNDECIDED;
    }
    return start.charAt(3) == (third == '-' ? '-' : '*') ? Verdict.COMMAND : Verdict.TEXT;
  }

  private static boolean mayStandAlone(CharSequence start, String word) {
    if (!agree(start, word)) {
      return false;
    }
    for (int i = word.length(); i < start.length(); i++) {
      if (!isBlank(start.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean agree(CharSequence start, String word) {
    int length = Math.min(start.length(), word.length());
    for (int i = 0; i < length; i++) {
      if (Character.toUpperCase(start.charAt(i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The verdict where the line is over. */
  static boolean isCommand(String line) {
    String stripped = line.strip();
    return stripped.equals(":")
        || stripped.equalsIgnoreCase("GO")
        || WORDS.stream().anyMatch(stripped::equalsIgnoreCase);
  }
}
