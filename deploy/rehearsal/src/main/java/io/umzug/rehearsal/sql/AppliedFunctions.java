package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * CROSS and OUTER APPLY, which H2 lacks, of the functions that are known here: they become a join
 * with the rows that the function would give. Any other stays, and is a syntax error.
 */
final class AppliedFunctions {

  /**
   * What stands behind a function.
   *
   * @param parameters the view's columns that have to be as the arguments are
   */
  private record Known(String view, List<String> parameters) {}

  private static final Map<String, Known> FUNCTIONS =
      Map.of(
          "dm_os_volume_stats",
          new Known(ServerViews.VOLUME_STATS, List.of("database_id", "file_id")),
          "dm_exec_sql_text",
          new Known(ServerViews.SQL_TEXT, List.of("sql_handle")));

  private AppliedFunctions() {}

  static List<Token> joined(List<Token> tokens) {
    List<Token> written = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      int taken = isKnown(tokens, at) ? join(tokens, at, written) : 0;
      if (taken == 0) {
        written.add(tokens.get(at));
        taken = 1;
      }
      at += taken;
    }
    return written;
  }

  private static boolean isKnown(List<Token> tokens, int at) {
    return tokens.size() > at + 5
        && (tokens.get(at).is("CROSS") || tokens.get(at).is("OUTER"))
        && tokens.get(at + 1).is("APPLY")
        && tokens.get(at + 2).text().equalsIgnoreCase("sys")
        && tokens.get(at + 3).symbol(".")
        && FUNCTIONS.containsKey(name(tokens.get(at + 4)))
        && tokens.get(at + 5).symbol("(");
  }

  private static String name(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }

  /** Answers how many tokens were taken; 0 where arguments or alias are not as they have to be. */
  private static int join(List<Token> tokens, int start, List<Token> written) {
    Known function = Objects.requireNonNull(FUNCTIONS.get(name(tokens.get(start + 4))));
    List<List<Token>> arguments = new ArrayList<>();
    arguments.add(new ArrayList<>());
    int at = start + 6;
    for (int depth = 1; ; at++) {
      Token token = tokens.get(at);
      depth += token.symbol("(") ? 1 : token.symbol(")") ? -1 : 0;
      if (token.kind() == Token.Kind.END) {
        return 0;
      } else if (depth == 0) {
        break;
      } else if (depth == 1 && token.symbol(",")) {
        arguments.add(new ArrayList<>());
      } else {
        arguments.getLast().add(token);
      }
    }
    at += tokens.get(at + 1).is("AS") ? 2 : 1;
    Token alias = tokens.get(at);
    if (arguments.size() != function.parameters().size() || !alias.isName()) {
      return 0;
    }
    if (tokens.get(start).is("OUTER")) {
      written.add(word("LEFT", alias.line()));
    }
    write(function, arguments, alias, written);
    return at + 1 - start;
  }

  private static void write(
      Known function, List<List<Token>> arguments, Token alias, List<Token> written) {
    int line = alias.line();
    written.add(word("JOIN", line));
    written.add(word("sys", line));
    written.add(symbol(".", line));
    written.add(word(function.view(), line));
    written.add(alias);
    for (int i = 0; i < arguments.size(); i++) {
      written.add(word(i == 0 ? "ON" : "AND", line));
      written.add(alias);
      written.add(symbol(".", line));
      written.add(word(function.parameters().get(i), line));
      written.add(symbol("=", line));
      written.add(symbol("(", line));
      written.addAll(arguments.get(i));
      written.add(symbol(")", line));
    }
  }

  private static Token word(String text, int line) {
    return new Token(Token.Kind.WORD, text, line);
  }

  private static Token symbol(String text, int line) {
    return new Token(Token.Kind.SYMBOL, text, line);
  }
}
