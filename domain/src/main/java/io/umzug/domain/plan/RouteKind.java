package io.umzug.domain.plan;

/** What kind of way a move takes. */
public enum RouteKind {
  /** V5 to V9 → V9 on another machine or another SQL Server: updates up to V8, then R24's table. */
  RELOCATION,
  /** V4 → V9: configuration transfer to a new machine (R1 to R8). */
  TRANSFER,
  /** A newer SQL Express on the same machine (E1 to E7). */
  SQL_EXPRESS_UPDATE
}
