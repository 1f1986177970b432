package io.umzug.rehearsal.estate;

/** The column of the relocation table that the estate is laid out for (R18–R21). */
public enum Plan {
  /** Everything on one new machine, with the integrated SQL Express. */
  A,
  /** Everything on one new machine, with SQL Server Standard. */
  B,
  /** A new XPhone server, and a SQL Server on a machine of its own. */
  C,
  /** Only the databases move; the XPhone server stays where it is. */
  D
}
