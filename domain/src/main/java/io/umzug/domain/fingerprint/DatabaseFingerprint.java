package io.umzug.domain.fingerprint;

import io.umzug.domain.evidence.TableFingerprint;
import java.util.List;

/**
 * What the tables of a database hold.
 *
 * @param server on which it was read
 * @param method of {@link TableDigest}; others give other sums
 */
public record DatabaseFingerprint(
    String server,
    String database,
    String method,
    Consistency consistency,
    List<TableFingerprint> tables) {

  /** Of which moment the rows are. */
  public enum Consistency {
    /** Snapshot isolation, over one connection. */
    ONE_MOMENT("All rows are of one moment (snapshot isolation)."),
    /** Snapshot isolation, over several connections or runs. */
    EACH_TABLE(
        "The rows of each table are of one moment (snapshot isolation), the tables are not: all of"
            + " it is one state only if nobody wrote meanwhile."),
    /** The database allows no snapshot isolation. */
    NOT_ISOLATED(
        "The database allows no snapshot isolation: rows are of one moment only if nobody wrote"
            + " meanwhile.");

    private final String sentence;

    Consistency(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  public DatabaseFingerprint {
    tables = List.copyOf(tables);
  }

  public long rows() {
    return tables.stream().mapToLong(TableFingerprint::rows).sum();
  }
}
