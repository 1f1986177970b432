package io.umzug.infrastructure.sqlserver;

/** Quotes names and texts where Transact-SQL takes no parameters. */
public final class TransactSql {

  private TransactSql() {}

  /** A delimited identifier: {@code it's ]odd[} becomes {@code [it's ]]odd[]}. */
  public static String name(String identifier) {
    return "[" + identifier.replace("]", "]]") + "]";
  }

  /** A Unicode literal: {@code it's} becomes {@code N'it''s'}. */
  public static String text(String value) {
    return "N'" + value.replace("'", "''") + "'";
  }
}
