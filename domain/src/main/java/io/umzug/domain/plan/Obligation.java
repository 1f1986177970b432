package io.umzug.domain.plan;

/** How a plan's column marks an action of R24. */
public enum Obligation {
  REQUIRED("X"),
  OPTIONAL("(X)"),
  ABSENT("");

  private final String mark;

  Obligation(String mark) {
    this.mark = mark;
  }

  /** The mark in R24's table: X, (X) or nothing. */
  public String mark() {
    return mark;
  }
}
