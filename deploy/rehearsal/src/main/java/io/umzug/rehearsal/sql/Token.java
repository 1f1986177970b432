package io.umzug.rehearsal.sql;

/**
 * One word of T-SQL.
 *
 * @param text as written for words, numbers, variables and symbols; unescaped for strings and
 *     quoted identifiers
 * @param line counted from 1, as in SQL Server's messages
 * @param start where it begins in the batch, in characters; -1 where it stands in none
 * @param end where it ends
 */
record Token(Kind kind, String text, int line, int start, int end) {

  Token(Kind kind, String text, int line) {
    this(kind, text, line, -1, -1);
  }

  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    VARIABLE,
    SYMBOL,
    END
  }

  boolean is(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  boolean symbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}
