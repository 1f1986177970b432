package io.umzug.domain.evidence;

import java.util.List;

/**
 * A database's backup that was read back and found whole.
 *
 * @param server the SQL Server that wrote it
 * @param file as SQL Server spells it, usually a UNC path (B2)
 * @param backupSet the backup's GUID, from its header
 * @param bytes the file's size
 * @param sha256 of the file, as the service read it over the share (B4); lower-case hex
 * @param rows per table of the source
 */
public record DatabaseBackup(
    String database,
    String server,
    String file,
    String backupSet,
    long bytes,
    String sha256,
    List<TableCount> rows) {

  public DatabaseBackup {
    rows = List.copyOf(rows);
  }
}
