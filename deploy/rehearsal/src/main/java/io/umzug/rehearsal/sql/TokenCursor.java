package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
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
    return tokens.get(Math.clamp((long) at + ahead, 0, tokens.size() - 1));
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

  /** A whole number of any size, with a sign or without. */
  BigDecimal whole() throws SqlRefusal {
    boolean negative = acceptSymbol("-");
    if (!negative) {
      acceptSymbol("+");
    }
    Token token = next();
    if (token.kind() != Token.Kind.NUMBER || !token.text().matches("\\d+\\.?0*")) {
      throw SqlRefusal.syntax(token);
    }
    BigDecimal number = new BigDecimal(token.text()).setScale(0);
    return negative ? number.negate() : number;
  }

  /** The tokens from here to the end. */
  List<Token> rest() {
    List<Token> rest = tokens.subList(Math.min(at, tokens.size() - 1), tokens.size());
    at = tokens.size() - 1;
    return rest;
  }

  void end() throws SqlRefusal {
    if (!atEnd()) {
      throw SqlRefusal.syntax(peek());
    }
  }
}
