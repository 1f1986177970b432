package io.umzug.domain.evidence;

import java.util.List;

/**
 * How a database stands after its restore: what Umzug has set right, and what it has only found.
 *
 * @param owner the login that owns it
 * @param isOwnerMended whether the owner it came with is no login of this server, so that it was
 *     given to sa
 * @param compatibilityLevel as it came, such as 120; whether to raise it is a matter of the program
 *     that uses the database, so Umzug does not
 * @param serverLevel the level of the SQL Server's own version, such as 150
 * @param queryStore OFF, READ_ONLY, READ_WRITE or ERROR; empty before SQL Server 2016
 * @param relinkedUsers users whose login is of the same name here, but of another SID, and who were
 *     given it
 * @param orphanedUsers users by SQL login who have no login here; Windows accounts may come in by a
 *     group and are not listed
 * @param files where they lie now
 */
public record DatabaseCondition(
    String owner,
    boolean isOwnerMended,
    int compatibilityLevel,
    int serverLevel,
    String queryStore,
    List<String> relinkedUsers,
    List<String> orphanedUsers,
    ConsistencyCheck consistencyCheck,
    List<PlacedFile> files) {

  /** How far DBCC CHECKDB went, which found nothing. */
  public enum ConsistencyCheck {
    FULL,
    /** Pages and allocation; not what indexes, views and columns say. */
    PHYSICAL,
    /** It was not wanted. */
    NONE,
    /** The database is larger than what is to be checked. */
    TOO_LARGE
  }

  /**
   * @param path on the server's machine
   */
  public record PlacedFile(String logicalName, String path, long bytes) {}

  public DatabaseCondition {
    relinkedUsers = List.copyOf(relinkedUsers);
    orphanedUsers = List.copyOf(orphanedUsers);
    files = List.copyOf(files);
  }
}
