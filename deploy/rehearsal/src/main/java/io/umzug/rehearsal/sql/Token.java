package io.umzug.rehearsal.sql;

/**
 * One word of T-SQL.
 *
 * @param text as written for words, numbers, variables and symbols; unescaped for strings and
 *     quoted identifiers
 * @param line counted from 1, as in SQL Server's messages
 */
record Token(Kind kind, String text, int line) {

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
