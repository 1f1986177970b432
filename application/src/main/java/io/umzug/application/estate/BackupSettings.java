package io.umzug.application.estate;

import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.SqlServer.CheckWanted;
import org.jspecify.annotations.Nullable;

/**
 * How the databases of an estate are backed up and restored.
 *
 * @param parallel how many databases at a time at each SQL Server; 1 is one after the other
 * @param stripes over how many files a backup goes
 * @param encryption null where backups are not encrypted
 * @param check what is looked at for damage after a restore
 */
public record BackupSettings(
    int parallel,
    int stripes,
    Compression compression,
    @Nullable BackupEncryption encryption,
    CheckWanted check) {

  /** Whether backups are compressed. */
  public enum Compression {
    /** Where version and edition of the SQL Server can. */
    AUTO,
    ON,
    OFF
  }

  /** One database after the other, each in one file, compressed where the server can. */
  public static final BackupSettings PLAIN =
      new BackupSettings(1, 1, Compression.AUTO, null, CheckWanted.NOTHING);

  /** Without a look for damage. */
  public BackupSettings(
      int parallel, int stripes, Compression compression, @Nullable BackupEncryption encryption) {
    this(parallel, stripes, compression, encryption, CheckWanted.NOTHING);
  }

  private static final int MOST_PARALLEL = 16;
  private static final int MOST_STRIPES = 64;

  public BackupSettings {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException(
          "'backup.parallel' is 1 to %d, not %d.".formatted(MOST_PARALLEL, parallel));
    }
    if (stripes < 1 || stripes > MOST_STRIPES) {
      throw new IllegalArgumentException(
          "'backup.stripes' is 1 to %d, for so many files SQL Server takes, not %d."
              .formatted(MOST_STRIPES, stripes));
    }
  }
}
