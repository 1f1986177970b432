package io.umzug.domain.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database's backup that was read back and found whole.
 *
 * @param server the SQL Server that wrote it
 * @param file as SQL Server spells it, usually a UNC path (B2)
 * @param backupSet the backup's GUID, from its header
 * @param bytes the file's size
 * @param sha256 of the file, as the service read it over the share (B4); lower-case hex
 * @param rows per table of the source
 * @param contents of the tables that were the same before and after the backup, so that the backup
 *     holds just these; empty where nobody looked, or nothing stood still
 */
public record DatabaseBackup(
    String database,
    String server,
    String file,
    String backupSet,
    long bytes,
    String sha256,
    List<TableCount> rows,
    @Nullable List<TableFingerprint> contents) {

  public DatabaseBackup {
    rows = List.copyOf(rows);
    // Absent in what earlier releases stored.
    contents = contents == null ? List.of() : List.copyOf(contents);
  }

  /** Of a database whose rows were counted only. */
  public DatabaseBackup(
      String database,
      String server,
      String file,
      String backupSet,
      long bytes,
      String sha256,
      List<TableCount> rows) {
    this(database, server, file, backupSet, bytes, sha256, rows, List.of());
  }

  @Override
  public List<TableFingerprint> contents() {
    return contents == null ? List.of() : contents;
  }
}
