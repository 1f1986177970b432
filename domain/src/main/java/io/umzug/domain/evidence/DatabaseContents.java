package io.umzug.domain.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What a database holds, and a restore over it would destroy (R33).
 *
 * @param server the SQL Server's name in the estate
 * @param bytes of all its files together
 * @param tables user tables
 * @param rows of all user tables together, by the catalogue
 * @param lastWrite date and time by the server's clock, such as {@code 2026-11-21T08:15:30}; absent
 *     where it is not known: SQL Server forgets it when it is restarted
 */
public record DatabaseContents(
    String server, String database, long bytes, int tables, long rows, @Nullable String lastWrite) {

  /** Whether a user's rows are there. */
  public boolean hasRows() {
    return rows > 0;
  }
}
