package io.umzug.domain.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database's script of schema and data (M2), written whole and closed.
 *
 * @param server the SQL Server that was scripted
 * @param file as the service finds it
 * @param bytes the file's size
 * @param sha256 of the file; lower-case hex
 * @param rows per table, as many as the script inserts
 * @param oneMoment whether all rows are of one moment, by snapshot isolation; otherwise of one only
 *     if nobody wrote meanwhile
 * @param settings as the database is to be made for it; null in what earlier releases stored: as
 *     the target's SQL Server makes databases by itself
 * @param contents of the tables that were the same before and after they were written; empty where
 *     nobody looked, or nothing stood still
 */
public record DatabaseScript(
    String database,
    String server,
    String file,
    long bytes,
    String sha256,
    List<TableCount> rows,
    boolean oneMoment,
    @Nullable List<TableFingerprint> contents,
    @Nullable Settings settings) {

  /**
   * Of the database itself, which the script does not make.
   *
   * @param collation of the source
   * @param compatibilityLevel of the source, or the nearest that the target knows
   */
  public record Settings(String collation, int compatibilityLevel) {}

  public DatabaseScript {
    rows = List.copyOf(rows);
    // Absent in what earlier releases stored.
    contents = contents == null ? List.of() : List.copyOf(contents);
  }

  /** Of a database whose rows were counted only. */
  public DatabaseScript(
      String database,
      String server,
      String file,
      long bytes,
      String sha256,
      List<TableCount> rows,
      boolean oneMoment) {
    this(database, server, file, bytes, sha256, rows, oneMoment, List.of(), null);
  }

  /** The same, for a database that is made so. */
  public DatabaseScript madeWith(@Nullable Settings others) {
    return new DatabaseScript(
        database, server, file, bytes, sha256, rows, oneMoment, contents, others);
  }

  /** The same, with what its tables held. */
  public DatabaseScript holding(List<TableFingerprint> tables) {
    return new DatabaseScript(
        database, server, file, bytes, sha256, rows, oneMoment, tables, settings);
  }

  @Override
  public List<TableFingerprint> contents() {
    return contents == null ? List.of() : contents;
  }
}
