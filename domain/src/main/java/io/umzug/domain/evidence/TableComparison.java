package io.umzug.domain.evidence;

/**
 * A table's rows in the backup's source and in the restored database.
 *
 * @param expected as counted when the backup was made
 * @param restored as counted after the restore
 */
public record TableComparison(String table, TableCount expected, long restored) {

  public boolean matches() {
    return expected.admits(restored);
  }
}
