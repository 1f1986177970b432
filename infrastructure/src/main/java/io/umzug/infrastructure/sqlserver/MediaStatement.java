package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;
import static io.umzug.infrastructure.sqlserver.TransactSql.text;

import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.application.sqlserver.MediaOperation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * BACKUP and RESTORE as they are written. How one begins is also how it is known again while it
 * runs.
 */
final class MediaStatement {

  private MediaStatement() {}

  /** Up to its options: with the operation, the database and every file. */
  static String beginning(MediaOperation operation) {
    String database = name(operation.database());
    String disks = disks(operation.files());
    return switch (operation.kind()) {
      case BACKUP -> "BACKUP DATABASE %s TO %s WITH ".formatted(database, disks);
      case RESTORE -> "RESTORE DATABASE %s FROM %s WITH ".formatted(database, disks);
    };
  }

  static String disks(List<String> files) {
    return files.stream().map(file -> "DISK = " + text(file)).collect(Collectors.joining(", "));
  }

  /** The log chain stays untouched by COPY_ONLY; FORMAT makes a new media set of the stripes. */
  static String backup(String database, BackupMedia media) {
    return beginning(MediaOperation.backup(database, media.files()))
        + "COPY_ONLY, CHECKSUM, FORMAT, INIT, STATS = 5, NAME = "
        + text(media.name())
        + compression(media)
        + encryption(media);
  }

  private static String compression(BackupMedia media) {
    Boolean compressed = media.compressed();
    if (compressed == null) {
      return "";
    }
    return compressed ? ", COMPRESSION" : ", NO_COMPRESSION";
  }

  private static String encryption(BackupMedia media) {
    BackupEncryption encryption = media.encryption();
    return encryption == null
        ? ""
        : ", ENCRYPTION (ALGORITHM = %s, SERVER CERTIFICATE = %s)"
            .formatted(encryption.algorithm(), name(encryption.certificate()));
  }

  /**
   * @param moves paths by logical names
   * @param replace for REPLACE, which also overwrites any file that lies at one of the paths and is
   *     nobody's just now
   * @param restart for RESTART, which has to stand behind the very words of what was interrupted
   */
  static String restore(
      String database,
      List<String> files,
      Map<String, String> moves,
      boolean replace,
      boolean restart) {
    return beginning(MediaOperation.restore(database, files))
        + (replace ? "REPLACE, " : "")
        + "CHECKSUM, STATS = 5"
        + moves.entrySet().stream()
            .map(move -> ", MOVE " + text(move.getKey()) + " TO " + text(move.getValue()))
            .collect(Collectors.joining())
        + (restart ? ", RESTART" : "");
  }
}
