package io.umzug.domain.evidence;

/**
 * How many rows a table had, counted before and after a backup that ran while the server was in
 * use: the backup holds a number between the two.
 *
 * @param table with its schema, such as {@code dbo.Journal}
 */
public record TableCount(String table, long before, long after) {

  public boolean admits(long rows) {
    return least() <= rows && rows <= most();
  }

  public long least() {
    return Math.min(before, after);
  }

  public long most() {
    return Math.max(before, after);
  }
}
