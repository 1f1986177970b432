package io.umzug.infrastructure.host.command;

import io.umzug.infrastructure.ssh.SshShell;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes words as one line that a shell takes apart into the same words.
 *
 * <p>On Windows two readers follow each other: cmd.exe, for which {@code " % & | < > ^ ( ) !} mean
 * something, and the program itself, which splits its line by the rules of Microsoft's C runtime.
 * OpenSSH gives the line to {@code cmd.exe /c "…"}, of which cmd.exe removes just the outer quotes.
 */
final class Quoting {

  private static final Pattern PLAIN_CMD = Pattern.compile("[\\p{L}\\p{N}\\\\/:._,=+@~#$*?-]+");
  private static final Pattern PLAIN_SH = Pattern.compile("[A-Za-z0-9/:._,=+@-]+");
  private static final Pattern MEANT_BY_CMD = Pattern.compile("[()%!^\"<>&|]");
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x00]");

  private static final Pattern READ_TWICE = Pattern.compile("[%^&()]");

  private Quoting() {}

  /**
   * @param folder in which the words are to run; null for wherever the shell begins
   */
  static String line(SshShell.Language language, @Nullable String folder, List<String> words) {
    if (folder == null) {
      return line(language, words);
    }
    List<String> change =
        language == SshShell.Language.CMD ? List.of("cd", "/d", folder) : List.of("cd", folder);
    return line(language, change)
        + " && "
        + (language == SshShell.Language.CMD && isBatch(words)
            ? batch(words)
            : line(language, words));
  }

  static String line(SshShell.Language language, List<String> words) {
    refuseLineEnds(words);
    return switch (language) {
      case SH -> words.stream().map(Quoting::sh).collect(Collectors.joining(" "));
      case CMD -> {
        refuseBatchArguments(words);
        yield words.stream().map(Quoting::cmd).collect(Collectors.joining(" "));
      }
    };
  }

  private static void refuseLineEnds(List<String> words) {
    if (words.stream().anyMatch(word -> LINE_ENDS.matcher(word).find())) {
      throw new IllegalArgumentException("A command of one line cannot bear a line's end.");
    }
  }

  /** What {@code %1} brings into a batch file is read by cmd.exe once more: no quoting survives. */
  private static void refuseBatchArguments(List<String> words) {
    if (isBatch(words)
        && words.stream().skip(1).anyMatch(argument -> MEANT_BY_CMD.matcher(argument).find())) {
      throw new IllegalArgumentException(
          "A batch file cannot be given any of ( ) % ! ^ \" < > & | in an argument.");
    }
  }

  /**
   * Behind an && the exit code of a batch file that ends by {@code exit /b} does not come back for
   * sure, but that of a program does, and cmd.exe is one.
   */
  private static String batch(List<String> words) {
    if (READ_TWICE.matcher(words.getFirst()).find()) {
      throw new IllegalArgumentException(
          "The path of a batch file cannot bear any of %% ^ & ( ): %s".formatted(words.getFirst()));
    }
    return "cmd.exe /d /s /c \"" + line(SshShell.Language.CMD, words) + "\"";
  }

  static boolean isBatch(List<String> words) {
    String program = words.getFirst().toLowerCase(Locale.ROOT);
    return program.endsWith(".bat") || program.endsWith(".cmd");
  }

  private static String sh(String word) {
    return PLAIN_SH.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String cmd(String word) {
    if (PLAIN_CMD.matcher(word).matches()) {
      return word;
    }
    String quoted = byTheRuntime(word);
    // Between quotes cmd.exe lets all but these two be; outside of them a caret before each does
    // it, and a name with a caret in it is no variable's.
    return word.contains("\"") || word.contains("%")
        ? MEANT_BY_CMD.matcher(quoted).replaceAll("^$0")
        : quoted;
  }

  /** Backslashes count only before a quote, and are doubled there. */
  private static String byTheRuntime(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    int backslashes = 0;
    for (char c : word.toCharArray()) {
      if (c == '"') {
        quoted.repeat('\\', backslashes + 1);
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
      quoted.append(c);
    }
    return quoted.repeat('\\', backslashes).append('"').toString();
  }
}
