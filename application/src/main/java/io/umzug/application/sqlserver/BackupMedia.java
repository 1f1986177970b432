package io.umzug.application.sqlserver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is written to, and how.
 *
 * @param files its stripes as SQL Server is to open them, 1 to 64; all of them together are the
 *     backup
 * @param name kept in the header; how a finished backup is recognised
 * @param compressed whether SQL Server is to compress it; null leaves that to the server's setting
 * @param encryption null where it is not to be encrypted
 */
public record BackupMedia(
    List<String> files,
    String name,
    @Nullable Boolean compressed,
    @Nullable BackupEncryption encryption) {

  public BackupMedia {
    files = List.copyOf(files);
  }

  /** One file, neither compressed nor encrypted unless the server does so by itself. */
  public static BackupMedia of(String file, String name) {
    return new BackupMedia(List.of(file), name, null, null);
  }
}
