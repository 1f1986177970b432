package io.umzug.rehearsal.estate;

import java.util.List;
import java.util.Map;

/**
 * What is on a machine at a moment: two that are equal mean that everything is as it was.
 *
 * @param version of the software, 0 where none is installed
 * @param files every file of the XPhone folder but its log, with its SHA-256; names with slashes
 * @param databases that atlas.xml names, in its order
 */
public record Fingerprint(
    String host, int version, Map<String, String> files, List<DatabasePrint> databases) {

  /**
   * A database's content.
   *
   * @param server by its name in the estate, empty where the Data Source leads nowhere
   * @param online false where it is not there or not usable, such as while it is RESTORING
   * @param tables by name
   */
  public record DatabasePrint(
      String database, String server, boolean online, Map<String, TablePrint> tables) {}

  /**
   * A table's rows.
   *
   * @param checksum of all rows and column names, whatever order the rows come in
   */
  public record TablePrint(long rows, String checksum) {}
}
