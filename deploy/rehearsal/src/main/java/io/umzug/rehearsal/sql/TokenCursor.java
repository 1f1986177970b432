package io.umzug.rehearsal.sql;

import java.util.List;

/** Reads one statement's tokens from left to right. */
final class TokenCursor {

  private final List<Token> tokens;
  private int at;

  /**
   * @param tokens ending in {@link Token.Kind#END}
   */
  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  /** Takes these words if all of them come next. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  void expect(String... words) throws SqlRefusal {
    for (String word : words) {
      if (!accept(word)) {
        throw SqlRefusal.syntax(peek());
      }
    }
  }

  boolean acceptSymbol(String symbol) {
    if (peek().symbol(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  void expectSymbol(String symbol) throws SqlRefusal {
    if (!acceptSymbol(symbol)) {
      throw SqlRefusal.syntax(peek());
    }
  }

  String name() throws SqlRefusal {
    if (!peek().isName()) {
      throw SqlRefusal.syntax(peek());
    }
    return next().text();
  }

  String string() throws SqlRefusal {
    if (peek().kind() != Token.Kind.STRING) {
      throw SqlRefusal.syntax(peek());
    }
    return next().text();
  }

  int number() throws SqlRefusal {
    if (peek().kind() != Token.Kind.NUMBER) {
      throw SqlRefusal.syntax(peek());
    }
    try {
      return Integer.parseInt(peek().text());
    } catch (NumberFormatException _) {
      throw SqlRefusal.syntax(peek());
    } finally {
      at++;
    }
  }

  void end() throws SqlRefusal {
    if (!atEnd()) {
      throw SqlRefusal.syntax(peek());
    }
  }
}
