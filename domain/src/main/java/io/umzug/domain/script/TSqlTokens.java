package io.umzug.domain.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a batch, one behind the other; strings and numbers are told by their kind only. */
public final class TSqlTokens {

  /** What a word is. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    VARIABLE,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /**
   * One word.
   *
   * @param text in upper case for a word, unquoted for a quoted name, the sign for a symbol, else
   *     empty
   * @param start and end in the batch; end is exclusive
   */
  public record Token(Kind kind, String text, int start, int end) {

    public boolean is(String word) {
      return kind == Kind.WORD && text.equals(word);
    }

    public boolean symbol(char sign) {
      return kind == Kind.SYMBOL && text.charAt(0) == sign;
    }

    public boolean isName() {
      return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
  }

  private static final int LONGEST_NAME = 128;

  private final String text;
  private int at;

  TSqlTokens(String text) {
    this.text = text;
  }

  /** All of a text that is short enough to be held so, without the end. */
  public static List<Token> of(String text) {
    TSqlTokens tokens = new TSqlTokens(text);
    List<Token> all = new ArrayList<>();
    for (Token token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) {
      all.add(token);
    }
    return all;
  }

  Token next() {
    skipBlanksAndComments();
    int start = at;
    if (at >= text.length()) {
      return new Token(Kind.END, "", at, at);
    }
    char c = text.charAt(at);
    if (c == '\'') {
      closing('\'');
      return new Token(Kind.STRING, "", start, at);
    }
    if ((c == 'N' || c == 'n') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      at++;
      closing('\'');
      return new Token(Kind.STRING, "", start, at);
    }
    if (c == '"' || c == '[') {
      return quotedName(start, c == '[' ? ']' : c);
    }
    if (Character.isDigit(c)) {
      at = endOfWord(start);
      return new Token(Kind.NUMBER, "", start, at);
    }
    if (isWordPart(c)) {
      at = endOfWord(start);
      return word(start);
    }
    at++;
    return new Token(Kind.SYMBOL, String.valueOf(c), start, at);
  }

  private Token quotedName(int start, char close) {
    closing(close);
    int end = Math.max(start + 1, at - 1);
    String name =
        end - start > 2 * LONGEST_NAME
            ? ""
            : text.substring(start + 1, end).replace("" + close + close, String.valueOf(close));
    return new Token(Kind.QUOTED_NAME, name, start, at);
  }

  private Token word(int start) {
    if (text.charAt(start) == '@') {
      return new Token(
          Kind.VARIABLE, text.substring(start, Math.min(at, start + LONGEST_NAME)), start, at);
    }
    String word = text.substring(start, Math.min(at, start + LONGEST_NAME));
    return new Token(Kind.WORD, word.toUpperCase(Locale.ROOT), start, at);
  }

  /** Leaves the position behind the closing mark, or at the end where there is none. */
  private void closing(char close) {
    int from = at + 1;
    while (true) {
      int end = text.indexOf(close, from);
      if (end < 0) {
        at = text.length();
        return;
      }
      if (end + 1 >= text.length() || text.charAt(end + 1) != close) {
        at = end + 1;
        return;
      }
      from = end + 2;
    }
  }

  private int endOfWord(int start) {
    int end = start + 1;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '#' || c == '$';
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || CommandStart.isBlank(c)) {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
      } else if (text.startsWith("/*", at)) {
        comment();
      } else {
        return;
      }
    }
  }

  private void comment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }
}
