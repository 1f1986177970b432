package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts T-SQL into tokens: brackets, national strings, nested comments. */
final class Lexer {

  private static final List<String> LONG_SYMBOLS =
      List.of("<=", ">=", "<>", "!=", "!<", "!>", "::", "+=", "-=", "*=", "/=");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String sql) {
    this.sql = sql;
  }

  /** The tokens, with an {@link Token.Kind#END} behind the last. */
  static List<Token> tokens(String sql) throws SqlRefusal {
    return new Lexer(sql).run();
  }

  private List<Token> run() throws SqlRefusal {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        advance(1);
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        advance((end < 0 ? sql.length() : end) - at);
      } else if (sql.startsWith("/*", at)) {
        comment();
      } else if (c == '\'') {
        quoted('\'', Token.Kind.STRING, 0);
      } else if ((c == 'N' || c == 'n') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
        quoted('\'', Token.Kind.STRING, 1);
      } else if (c == '[') {
        quoted(']', Token.Kind.QUOTED, 0);
      } else if (c == '"') {
        quoted('"', Token.Kind.QUOTED, 0);
      } else if (Character.isDigit(c) || (c == '.' && digitAt(at + 1) && !afterName())) {
        number(0);
      } else if (c == '$' && (digitAt(at + 1) || sql.startsWith(".", at + 1))) {
        number(1);
      } else if (isWordStart(c)) {
        word();
      } else {
        symbol();
      }
    }
    tokens.add(new Token(Token.Kind.END, "", line, sql.length(), sql.length()));
    return tokens;
  }

  private boolean afterName() {
    return !tokens.isEmpty() && (tokens.getLast().isName() || tokens.getLast().symbol("."));
  }

  private boolean digitAt(int index) {
    return index < sql.length() && Character.isDigit(sql.charAt(index));
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '@' || c == '#';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '#' || c == '$';
  }

  private void advance(int characters) {
    for (int i = 0; i < characters; i++) {
      if (sql.charAt(at++) == '\n') {
        line++;
      }
    }
  }

  private void comment() throws SqlRefusal {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        advance(2);
      } else if (sql.startsWith("*/", at)) {
        depth--;
        advance(2);
      } else if (at < sql.length()) {
        advance(1);
      } else {
        throw SqlRefusal.of(113, 15, 1, "Missing end comment mark '*/'.");
      }
    } while (depth > 0);
  }

  private void quoted(char close, Token.Kind kind, int prefix) throws SqlRefusal {
    int startLine = line;
    int start = at;
    advance(prefix + 1);
    StringBuilder text = new StringBuilder();
    while (true) {
      int end = sql.indexOf(close, at);
      if (end < 0) {
        throw SqlRefusal.of(
            105,
            15,
            1,
            "Unclosed quotation mark after the character string '%s'.",
            text + sql.substring(at));
      }
      text.append(sql, at, end);
      advance(end - at + 1);
      if (at < sql.length() && sql.charAt(at) == close) {
        text.append(close);
        advance(1);
      } else {
        tokens.add(new Token(kind, text.toString(), startLine, start, at));
        return;
      }
    }
  }

  /**
   * @param sign how many characters stand in front of the digits: the dollar of a money constant
   */
  private void number(int sign) {
    int start = at;
    advance(sign);
    if (sql.startsWith("0x", at) || sql.startsWith("0X", at)) {
      advance(2);
      while (at < sql.length() && Character.digit(sql.charAt(at), 16) >= 0) {
        advance(1);
      }
    } else {
      while (digitAt(at) || (at < sql.length() && sql.charAt(at) == '.')) {
        advance(1);
      }
      boolean exponent = at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E');
      int signed =
          exponent && at + 1 < sql.length() && "+-".indexOf(sql.charAt(at + 1)) >= 0 ? 1 : 0;
      if (exponent && digitAt(at + 1 + signed)) {
        advance(1 + signed);
        while (digitAt(at)) {
          advance(1);
        }
      }
    }
    tokens.add(new Token(Token.Kind.NUMBER, sql.substring(start, at), line, start, at));
  }

  private void word() {
    int start = at;
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      advance(1);
    }
    String text = sql.substring(start, at);
    Token.Kind kind = text.startsWith("@") ? Token.Kind.VARIABLE : Token.Kind.WORD;
    tokens.add(new Token(kind, text, line, start, at));
  }

  private void symbol() {
    String text =
        LONG_SYMBOLS.stream()
            .filter(symbol -> sql.startsWith(symbol, at))
            .findFirst()
            .orElse(sql.substring(at, at + 1));
    tokens.add(new Token(Token.Kind.SYMBOL, text, line, at, at + text.length()));
    advance(text.length());
  }
}
