package io.umzug.domain.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a statement, without comments and strings. */
final class TSqlScanner {

  /** What a word is. */
  enum Kind {
    WORD,
    NAME,
    STRING,
    SIGN
  }

  /**
   * One word.
   *
   * @param text of a name without its delimiters, of a string without its value
   * @param start and end in the statement; end is exclusive
   */
  record Word(Kind kind, String text, int start, int end) {

    boolean is(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isNamed() {
      return kind == Kind.WORD || kind == Kind.NAME;
    }

    String upper() {
      return text.toUpperCase(Locale.ROOT);
    }
  }

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private TSqlScanner(String text) {
    this.text = text;
  }

  static List<Word> words(String text) {
    TSqlScanner scanner = new TSqlScanner(text);
    scanner.scan();
    return scanner.words;
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("--", at)) {
        at = endOfLine();
      } else if (text.startsWith("/*", at)) {
        comment();
      } else if (c == '\'') {
        delimited('\'', Kind.STRING);
      } else if (c == '[') {
        delimited(']', Kind.NAME);
      } else if (c == '"') {
        delimited('"', Kind.NAME);
      } else if (isWordPart(c)) {
        word();
      } else {
        if (!Character.isWhitespace(c)) {
          words.add(new Word(Kind.SIGN, String.valueOf(c), at, at + 1));
        }
        at++;
      }
    }
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
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

  private void delimited(char close, Kind kind) {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == close) {
        if (at >= text.length() || text.charAt(at) != close) {
          break;
        }
        at++;
      }
      content.append(c);
    }
    words.add(new Word(kind, kind == Kind.STRING ? "" : content.toString(), start, at));
  }

  private void word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    words.add(new Word(Kind.WORD, text.substring(start, at), start, at));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '#' || c == '$';
  }
}
