package io.umzug.domain.plan;

/** The four ways to relocate a V8 or V9 server (R18 to R21). */
public enum Plan {
  /** Everything on one machine, with the integrated SQL Express (R18). */
  A,
  /** Everything on one machine, with SQL Server Standard or Enterprise (R19). */
  B,
  /** XPhone server and SQL Server on separate machines (R20). */
  C,
  /** Only the databases move, to an external SQL Server (R21). */
  D
}
