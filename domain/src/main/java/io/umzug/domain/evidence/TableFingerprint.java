package io.umzug.domain.evidence;

import java.util.List;

/**
 * What a table holds, whatever the order of its rows.
 *
 * @param table with its schema, such as {@code dbo.Journal}
 * @param sum of the rows' digests, modulo 2^128; 32 digits, lower-case hex
 * @param columns digest of their names and types in their order; 32 digits, lower-case hex
 * @param leftOut columns whose values are not in the sum: the server makes them anew (rowversion,
 *     computed), or nobody can read them
 */
public record TableFingerprint(
    String table, long rows, String sum, String columns, List<String> leftOut) {

  public TableFingerprint {
    leftOut = List.copyOf(leftOut);
  }

  /** Whether the tables hold the same rows in the same columns. */
  public boolean isOfTheSameContents(TableFingerprint other) {
    return rows == other.rows && sum.equals(other.sum) && columns.equals(other.columns);
  }
}
