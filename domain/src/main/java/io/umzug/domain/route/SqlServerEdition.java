package io.umzug.domain.route;

/** The editions of SQL Server that the rules tell apart (R19, R22). */
public enum SqlServerEdition {
  EXPRESS("express"),
  STANDARD("standard"),
  ENTERPRISE("enterprise");

  private final String label;

  SqlServerEdition(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
