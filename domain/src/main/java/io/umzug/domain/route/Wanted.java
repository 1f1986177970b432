package io.umzug.domain.route;

/** What a move is for. */
public enum Wanted {
  /** The newest version, V9, for the server or for its databases alone. */
  V9("v9"),
  /** Nothing but a newer SQL Express on the same machine (E1 to E7). */
  NEWER_SQL_EXPRESS("newer-sql-express");

  private final String label;

  Wanted(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
