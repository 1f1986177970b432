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
    @Nullable List<TableFingerprint> contents) {

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
    this(database, server, file, bytes, sha256, rows, oneMoment, List.of());
  }

  /** The same, with what its tables held. */
  public DatabaseScript holding(List<TableFingerprint> tables) {
    return new DatabaseScript(database, server, file, bytes, sha256, rows, oneMoment, tables);
  }

  @Override
  public List<TableFingerprint> contents() {
    return contents == null ? List.of() : contents;
  }
}
