package io.umzug.domain.evidence;

import java.util.List;

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
 */
public record DatabaseScript(
    String database,
    String server,
    String file,
    long bytes,
    String sha256,
    List<TableCount> rows,
    boolean oneMoment) {

  public DatabaseScript {
    rows = List.copyOf(rows);
  }
}
