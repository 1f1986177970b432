package io.umzug.domain.route;

/** Where the SQL Server of an XPhone server lies, and whose it is. */
public enum SqlServerPlace {
  /** The SQL Express that comes with the XPhone server, on the same machine (R18). */
  INTEGRATED("integrated"),
  /** A SQL Server of the customer's own on the XPhone server's machine (R19). */
  ON_XPHONE_SERVER("on-xphone-server"),
  /** A SQL Server on a machine of its own (R20). */
  OWN_MACHINE("own-machine");

  private final String label;

  SqlServerPlace(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
