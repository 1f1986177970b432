package io.umzug.domain.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database that arrived, is online, and was compared with what the backup or the script holds.
 *
 * @param server the SQL Server that atlas.xml names for it (R33)
 * @param backupSet the GUID of the backup it came from, or the SHA-256 of the script (M4)
 * @param condition how it stands after the restore; null where Umzug did not restore it
 */
public record DatabaseRestore(
    String database,
    String server,
    String backupSet,
    List<TableComparison> tables,
    @Nullable DatabaseCondition condition) {

  /** F2: this database is regenerated from its sources, so its contents prove nothing. */
  public static final String REGENERATED = "XPVDIR";

  public DatabaseRestore {
    tables = List.copyOf(tables);
  }

  /** Of a database that came in another way than by Umzug's restore. */
  public DatabaseRestore(
      String database, String server, String backupSet, List<TableComparison> tables) {
    this(database, server, backupSet, tables, null);
  }

  /** F2: whether what this database holds proves nothing. */
  public static boolean isRegenerated(String database) {
    return database.equalsIgnoreCase(REGENERATED);
  }

  /** The tables whose rows differ and count; always empty for XPVDIR (F2). */
  public List<TableComparison> differences() {
    return isRegenerated(database)
        ? List.of()
        : tables.stream().filter(table -> !table.matches()).toList();
  }
}
