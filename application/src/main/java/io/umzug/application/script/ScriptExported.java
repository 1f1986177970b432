package io.umzug.application.script;

import io.umzug.domain.schema.Gap;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script that is whole and on disk.
 *
 * @param gaps that did not block
 * @param files in the order in which they are run
 * @param before when an earlier run had finished it, of whose time its rows are; null where this
 *     one did
 */
public record ScriptExported(
    List<ExportedTable> tables,
    Consistency consistency,
    List<Gap> gaps,
    List<Path> files,
    @Nullable Instant before) {

  /** Of which moment the rows are. */
  public enum Consistency {
    /** Of one moment, by snapshot isolation. */
    ONE_MOMENT("All rows are of one moment (snapshot isolation)."),
    /** The database allows no snapshot isolation. */
    EACH_TABLE(
        "The tables were read one after the other, without snapshot isolation: rows are of one"
            + " moment only if nobody wrote meanwhile."),
    /** An earlier run had read some of the tables. */
    RESUMED(
        "The export was cut off and gone on with later: rows are of one moment only if nobody wrote"
            + " meanwhile.");

    private final String sentence;

    Consistency(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /**
   * A table's rows in the script.
   *
   * @param sha256 of its part of the script, lower-case hex
   * @param kept whether an earlier run had written it
   */
  public record ExportedTable(String table, long rows, long bytes, String sha256, boolean kept) {}

  public ScriptExported {
    tables = List.copyOf(tables);
    gaps = List.copyOf(gaps);
    files = List.copyOf(files);
  }

  public long rows() {
    return tables.stream().mapToLong(ExportedTable::rows).sum();
  }
}
