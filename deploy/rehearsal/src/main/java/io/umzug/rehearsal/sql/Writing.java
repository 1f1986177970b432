package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;

/** {@code SET column.WRITE(text, NULL, 0)}, which appends to a long value. */
final class Writing {

  private Writing() {}

  /** The statement with every such call as a concatenation. */
  static List<Token> replaced(List<Token> tokens) throws SqlRefusal {
    List<Token> written = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      boolean call =
          tokens.get(at).isName()
              && at + 3 < tokens.size()
              && tokens.get(at + 1).symbol(".")
              && tokens.get(at + 2).is("WRITE")
              && tokens.get(at + 3).symbol("(");
      if (call) {
        at = append(tokens, at, written);
      } else {
        written.add(tokens.get(at++));
      }
    }
    return written;
  }

  private static int append(List<Token> tokens, int start, List<Token> written) throws SqlRefusal {
    Token column = tokens.get(start);
    List<Token> value = new ArrayList<>();
    int depth = 1;
    int at = start + 4;
    while (depth > 1 || !tokens.get(at).symbol(",")) {
      Token token = tokens.get(at++);
      depth += token.symbol("(") ? 1 : token.symbol(")") ? -1 : 0;
      if (token.kind() == Token.Kind.END || depth == 0) {
        throw SqlRefusal.syntax(token);
      }
      value.add(token);
    }
    Token offset = tokens.get(at + 1);
    if (!offset.is("NULL")) {
      throw SqlRefusal.of(
          50000, 16, 1, "This stand-in knows .WRITE with the offset NULL only, which appends.");
    }
    while (!tokens.get(at).symbol(")")) {
      if (tokens.get(at++).kind() == Token.Kind.END) {
        throw SqlRefusal.syntax(column);
      }
    }
    int line = column.line();
    written.addAll(
        List.of(
            column,
            new Token(Token.Kind.SYMBOL, "=", line),
            column,
            new Token(Token.Kind.SYMBOL, "||", line),
            new Token(Token.Kind.SYMBOL, "(", line)));
    written.addAll(value);
    written.add(new Token(Token.Kind.SYMBOL, ")", line));
    return at + 1;
  }
}
