package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * CROSS APPLY, which H2 lacks, of the one function that is known here: it becomes a join with the
 * rows that the function would give. Any other stays, and is a syntax error.
 */
final class AppliedFunctions {

  private static final String FUNCTION = "dm_os_volume_stats";
  private static final List<String> PARAMETERS = List.of("database_id", "file_id");

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
        && tokens.get(at).is("CROSS")
        && tokens.get(at + 1).is("APPLY")
        && tokens.get(at + 2).text().equalsIgnoreCase("sys")
        && tokens.get(at + 3).symbol(".")
        && tokens.get(at + 4).text().equalsIgnoreCase(FUNCTION)
        && tokens.get(at + 5).symbol("(");
  }

  /** Answers how many tokens were taken; 0 where arguments or alias are not as they have to be. */
  private static int join(List<Token> tokens, int start, List<Token> written) {
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
    if (arguments.size() != PARAMETERS.size() || !alias.isName()) {
      return 0;
    }
    write(arguments, alias, written);
    return at + 1 - start;
  }

  private static void write(List<List<Token>> arguments, Token alias, List<Token> written) {
    int line = alias.line();
    written.add(word("JOIN", line));
    written.add(word("sys", line));
    written.add(symbol(".", line));
    written.add(word(ServerViews.VOLUME_STATS, line));
    written.add(alias);
    for (int i = 0; i < PARAMETERS.size(); i++) {
      written.add(word(i == 0 ? "ON" : "AND", line));
      written.add(alias);
      written.add(symbol(".", line));
      written.add(word(PARAMETERS.get(i), line));
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
