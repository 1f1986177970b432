package io.umzug.domain.evidence;

/**
 * How many rows a table had, counted before and after a backup that ran while the server was in
 * use: the backup holds a number between the two.
 *
 * @param table with its schema, such as {@code dbo.Journal}
 */
public record TableCount(String table, long before, long after) {

  public boolean admits(long rows) {
    return Math.min(before, after) <= rows && rows <= Math.max(before, after);
  }
}
