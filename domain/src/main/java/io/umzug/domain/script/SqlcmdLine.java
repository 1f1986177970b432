package io.umzug.domain.script;

import io.umzug.domain.script.ScriptRefusal.Reason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands one line that is a command of sqlcmd. */
final class SqlcmdLine {

  /** What a line wants. */
  sealed interface Command {
    record Go(int count) implements Command {}

    record SetVariable(String name, @Nullable String value) implements Command {}

    record ReadFile(String path) implements Command {}

    record PassOver(String command) implements Command {}

    /** {@code column} counts from 0 within the line. */
    record Refuse(Reason reason, int column, String sentence) implements Command {}
  }

  private static final String BLANK = "[ \\t\\f\\x0B\\u00A0\\uFEFF]";
  private static final String COMMENTS =
      "(?:/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/" + BLANK + "*+)*+(?:--.*+)?";
  private static final Pattern GO =
      Pattern.compile("(?i)GO" + BLANK + "*+(\\d*+)" + BLANK + "*+" + COMMENTS);
  private static final Pattern WORD = Pattern.compile(":?(!!|[A-Za-z]+)(.*)", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile(
          BLANK
              + "+(\\S+)(?:"
              + BLANK
              + "+(?:\"((?:[^\"]|\"\")*+)\"|([^\"\\s]\\S*)))?"
              + BLANK
              + "*+(?:--.*+)?");
  private static final Pattern FILE =
      Pattern.compile(BLANK + "+(?:\"([^\"]+)\"|([^\"].*?))" + BLANK + "*+(?:(?<=\\s)--.*+)?");
  private static final Pattern ON_ERROR =
      Pattern.compile("(?i)" + BLANK + "+ERROR" + BLANK + "+(\\w+)" + BLANK + "*+(?:--.*+)?");

  /** They show something, or change how sqlcmd shows it. */
  private static final Set<String> SHOWING =
      Set.of("LIST", "LISTVAR", "HELP", "SERVERLIST", "PERFTRACE", "XML");

  private SqlcmdLine() {}

  static Command parse(String line, ScriptVariables variables, boolean substitute) {
    String text = line;
    if (substitute) {
      ScriptVariables.Replaced replaced = variables.replace(line);
      if (replaced.undefined() != null) {
        return new Command.Refuse(
            Reason.VARIABLE_NOT_DEFINED, replaced.column(), undefined(replaced.undefined()));
      }
      text = replaced.text();
    }
    if (!text.startsWith(":") && text.regionMatches(true, 0, "GO", 0, 2)) {
      return go(text);
    }
    Matcher word = WORD.matcher(text);
    if (!word.matches()) {
      return unknown(text);
    }
    String name = word.group(1).toUpperCase(Locale.ROOT);
    String rest = word.group(2);
    return switch (name) {
      case "GO" -> go(text.substring(1));
      case "R" -> readFile(rest);
      case "SETVAR" -> setVariable(rest);
      case "ON" -> onError(rest);
      case "CONNECT" ->
          refuse(
              "The script wants to go to another server (:connect). Umzug runs a script against the"
                  + " server that it is told; take the line out, or split the script.");
      case "!!" ->
          refuse(
              "The script wants to run a command of the operating system (!!). Umzug never does;"
                  + " take the line out, and run the command by hand if it is needed.");
      case "OUT", "ERROR" ->
          refuse(
              "The script wants to write its output to a file (:%s). Take the line out; the output is"
                      .formatted(name.toLowerCase(Locale.ROOT))
                  + " shown by the import.");
      case "EXIT", "QUIT" ->
          refuse(
              "The script wants to end here (%s), and what follows would be left out silently. Take"
                      .formatted(name)
                  + " the line out, or cut the script off here.");
      case "RESET", "ED" ->
          refuse(
              "%s throws away or changes the statements before it. Take them and the line out."
                  .formatted(name));
      default -> SHOWING.contains(name) ? new Command.PassOver(":" + name) : unknown(text);
    };
  }

  static String undefined(String name) {
    return ("The variable $(%s) is not defined. Give it with --var %s=..., or by :setvar; where $( is"
            + " plain text, switch variables off with --no-variables.")
        .formatted(name, name);
  }

  private static Command refuse(String sentence) {
    return new Command.Refuse(Reason.COMMAND_NOT_EXECUTED, 0, sentence);
  }

  private static Command unknown(String text) {
    return new Command.Refuse(
        Reason.COMMAND_NOT_UNDERSTOOD,
        0,
        "'%s' is no command that is known. A line that begins with a colon is a command of sqlcmd."
            .formatted(shortened(text)));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static Command go(String text) {
    Matcher matcher = GO.matcher(text);
    if (!matcher.matches()) {
      return new Command.Refuse(
          Reason.SEPARATOR_NOT_UNDERSTOOD,
          0,
          ("'%s': GO stands on a line of its own, with a count or a comment at most. SQL Server would"
                  + " take it for something else.")
              .formatted(shortened(text)));
    }
    String count = matcher.group(1);
    if (count.isEmpty()) {
      return new Command.Go(1);
    }
    try {
      int times = Integer.parseInt(count);
      if (times > 0) {
        return new Command.Go(times);
      }
    } catch (NumberFormatException _) {
      // Told below, together with 0.
    }
    return new Command.Refuse(
        Reason.SEPARATOR_NOT_UNDERSTOOD,
        0,
        "GO %s: the count goes from 1 to %d.".formatted(shortened(count), Integer.MAX_VALUE));
  }

  private static Command readFile(String rest) {
    Matcher matcher = FILE.matcher(rest);
    if (!matcher.matches()) {
      return new Command.Refuse(
          Reason.COMMAND_NOT_UNDERSTOOD,
          0,
          ":r names a file: :r tables.sql, or :r \"my file.sql\".");
    }
    return new Command.ReadFile(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  private static Command setVariable(String rest) {
    Matcher matcher = VARIABLE.matcher(rest);
    if (!matcher.matches() || !ScriptVariables.isName(matcher.group(1))) {
      return new Command.Refuse(
          Reason.COMMAND_NOT_UNDERSTOOD,
          0,
          ":setvar takes a name and a value: :setvar name value, or :setvar name \"a value\".");
    }
    String quoted = matcher.group(2);
    return new Command.SetVariable(
        matcher.group(1), quoted == null ? matcher.group(3) : quoted.replace("\"\"", "\""));
  }

  private static Command onError(String rest) {
    Matcher matcher = ON_ERROR.matcher(rest);
    if (!matcher.matches()) {
      return unknown(":ON" + rest);
    }
    if (matcher.group(1).equalsIgnoreCase("EXIT")) {
      return new Command.PassOver(":ON ERROR EXIT");
    }
    return refuse(
        ":on error %s goes on behind an error. Umzug never does; take the line out."
            .formatted(matcher.group(1).toLowerCase(Locale.ROOT)));
  }
}
