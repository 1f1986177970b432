package io.umzug.domain.schema;

import io.umzug.domain.script.TSqlTokens;
import io.umzug.domain.script.TSqlTokens.Token;
import java.util.List;
import java.util.regex.Pattern;

/** The statement that creates a module, as it was written, under the name that it has now. */
final class ModuleText {

  /** Lines that some readers of scripts take for commands to themselves (M6). */
  private static final Pattern COMMAND =
      Pattern.compile("(?im)^[ \\t]*(?:go\\b|:|!!|exit\\b|quit\\b|reset\\b|ed\\b)[^\\r\\n]*$");

  static final String WITHIN_STRING = "DECLARE @text nvarchar(max) = ";

  private ModuleText() {}

  /**
   * The batch.
   *
   * @throws UnwritableValue where the text does not begin as a module's does
   */
  static String of(SqlModule module, String definition) {
    String text = withoutEnds(underItsName(module, definition));
    return isSafe(text) ? text : withinString(text);
  }

  /** Which of several triggers comes first or last is no part of their text. */
  static Batch order(SqlModule trigger, SqlModule.Firing firing) {
    return new Batch(
        "EXEC sys.sp_settriggerorder @triggername = N'%s', @order = N'%s', @stmttype = N'%s'%s;"
            .formatted(
                quoted(trigger).replace("'", "''"),
                firing.first() ? "First" : "Last",
                firing.statement(),
                trigger.kind() == SqlModule.Kind.DATABASE_TRIGGER
                    ? ", @namespace = N'DATABASE'"
                    : ""));
  }

  /** A procedure takes a literal or a variable, and no expression. */
  private static String withinString(String text) {
    return WITHIN_STRING + SqlText.text(text) + ";\nEXEC sys.sp_executesql @text;";
  }

  /** White space around it would grow with every export and import. */
  private static String withoutEnds(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == '\n' || text.charAt(start) == '\r')) {
      start++;
    }
    return text.substring(start).stripTrailing();
  }

  private static boolean isSafe(String text) {
    boolean plainLines = text.lines().allMatch(SqlText::isPlain);
    return plainLines && !hasLoneCarriageReturn(text) && !COMMAND.matcher(text).find();
  }

  /** A reader that goes by lines could write another line end there. */
  private static boolean hasLoneCarriageReturn(String text) {
    for (int i = text.indexOf('\r'); i >= 0; i = text.indexOf('\r', i + 1)) {
      if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
        return true;
      }
    }
    return false;
  }

  /** sp_rename leaves the old name in the text; OR ALTER is younger than some targets. */
  private static String underItsName(SqlModule module, String definition) {
    List<Token> words = TSqlTokens.of(definition);
    int create = 0;
    while (create < words.size() && !words.get(create).is("CREATE")) {
      create++;
    }
    boolean orAlter = create + 2 < words.size() && words.get(create + 1).is("OR");
    int kind = create + (orAlter ? 3 : 1);
    int name = kind + 1;
    if (name >= words.size() || !isKind(module.kind(), words.get(kind))) {
      throw new UnwritableValue(
          "The text of %s does not begin with CREATE %s."
              .formatted(module.name(), module.kind().word()));
    }
    int last = lastPart(words, name);
    boolean same = isSameName(module, definition, words, name, last);
    String nameText =
        same
            ? definition.substring(words.get(name).start(), words.get(last).end())
            : quoted(module);
    return definition.substring(0, words.get(create).end())
        + (orAlter
            ? " " + definition.substring(words.get(kind).start(), words.get(name).start())
            : definition.substring(words.get(create).end(), words.get(name).start()))
        + nameText
        + definition.substring(words.get(last).end());
  }

  private static boolean isKind(SqlModule.Kind kind, Token word) {
    return word.is(kind.word()) || (kind == SqlModule.Kind.PROCEDURE && word.is("PROC"));
  }

  private static int lastPart(List<Token> words, int first) {
    int last = first;
    while (last + 2 < words.size()
        && words.get(last + 1).symbol('.')
        && words.get(last + 2).isName()) {
      last += 2;
    }
    return last;
  }

  /**
   * A name without a schema is the default schema's of whoever runs the script: it is completed.
   */
  private static boolean isSameName(
      SqlModule module, String definition, List<Token> words, int first, int last) {
    boolean sameName = written(definition, words.get(last)).equals(module.name().name());
    boolean databaseTrigger = module.kind() == SqlModule.Kind.DATABASE_TRIGGER;
    boolean sameSchema =
        databaseTrigger
            ? first == last
            : last > first
                && written(definition, words.get(last - 2)).equals(module.name().schema());
    return sameName && sameSchema;
  }

  private static String written(String definition, Token name) {
    return name.kind() == TSqlTokens.Kind.WORD
        ? definition.substring(name.start(), name.end())
        : name.text();
  }

  private static String quoted(SqlModule module) {
    return module.kind() == SqlModule.Kind.DATABASE_TRIGGER
        ? SqlText.name(module.name().name())
        : module.name().quoted();
  }
}
