package io.umzug.application.sqlserver;

import java.util.List;

/**
 * A BACKUP or RESTORE as it is known again on its server, should the connection that began it be
 * gone.
 *
 * @param files as SQL Server opens them, in their order
 */
public record MediaOperation(Kind kind, String database, List<String> files) {

  /** In which direction the rows go. */
  public enum Kind {
    BACKUP,
    RESTORE
  }

  public MediaOperation {
    files = List.copyOf(files);
  }

  public static MediaOperation backup(String database, List<String> files) {
    return new MediaOperation(Kind.BACKUP, database, files);
  }

  public static MediaOperation restore(String database, List<String> files) {
    return new MediaOperation(Kind.RESTORE, database, files);
  }
}
