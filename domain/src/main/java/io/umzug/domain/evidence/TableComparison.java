package io.umzug.domain.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A table's rows in the backup's source and in the restored database.
 *
 * @param expected as counted when the backup was made
 * @param restored as counted after the restore
 * @param contents null where they were not compared
 */
public record TableComparison(
    String table, TableCount expected, long restored, @Nullable Contents contents) {

  /** What a comparison of every value has shown. */
  public enum Contents {
    SAME,
    OTHER_COLUMNS,
    OTHER_ROWS;

    static Contents of(TableFingerprint expected, TableFingerprint found) {
      if (!expected.columns().equals(found.columns())) {
        return OTHER_COLUMNS;
      }
      return expected.isOfTheSameContents(found) ? SAME : OTHER_ROWS;
    }
  }

  /** Of a table whose rows were counted only. */
  public TableComparison(String table, TableCount expected, long restored) {
    this(table, expected, restored, null);
  }

  /** The same, with what every value has shown. */
  public TableComparison with(TableFingerprint wanted, TableFingerprint found) {
    return new TableComparison(table, expected, restored, Contents.of(wanted, found));
  }

  public boolean matches() {
    return expected.admits(restored) && (contents == null || contents == Contents.SAME);
  }
}
