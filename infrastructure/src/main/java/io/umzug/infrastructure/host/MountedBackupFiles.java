package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.BackupFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Backup files by their UNC paths: directly where the operating system knows such paths, and by a
 * configured mount elsewhere.
 */
public final class MountedBackupFiles implements BackupFiles {

  /** A share and the folder under which this machine sees it. */
  public record Mount(String unc, Path folder) {}

  private final Map<String, List<Mount>> mounts;

  /**
   * @param mounts per estate
   */
  public MountedBackupFiles(Map<String, List<Mount>> mounts) {
    this.mounts = Map.copyOf(mounts);
  }

  @Override
  public String path(Estate estate, String fileName) {
    String folder = estate.backupFolder();
    String separator = folder.contains("\\") ? "\\" : "/";
    return folder.endsWith(separator) ? folder + fileName : folder + separator + fileName;
  }

  @Override
  public Contents read(Estate estate, String path) throws IOException {
    Path file = local(estate, path);
    MessageDigest digest = sha256();
    long bytes;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes = in.transferTo(OutputStream.nullOutputStream());
    }
    return new Contents(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public long freeBytes(Estate estate) throws IOException {
    return Files.getFileStore(local(estate, estate.backupFolder())).getUsableSpace();
  }

  @Override
  public void removeProbe(Estate estate, String path) throws IOException {
    String folder = path(estate, "");
    if (!path.startsWith(folder + PROBE)
        || path.substring(folder.length()).chars().anyMatch(c -> c == '\\' || c == '/')) {
      throw new IOException("Only a probe of Umzug's own is removed, and this is none: " + path);
    }
    Files.deleteIfExists(local(estate, path));
  }

  private Path local(Estate estate, String path) throws IOException {
    String wanted = path.toLowerCase(Locale.ROOT);
    for (Mount mount : mounts.getOrDefault(estate.name(), List.of())) {
      String prefix = mount.unc().toLowerCase(Locale.ROOT) + "\\";
      if (wanted.equals(mount.unc().toLowerCase(Locale.ROOT))) {
        return mount.folder();
      }
      if (wanted.startsWith(prefix)) {
        return mount.folder().resolve(path.substring(prefix.length()).replace('\\', '/'));
      }
    }
    if (path.startsWith("\\\\") && !isWindows()) {
      throw new IOException(
          "No mount is configured for %s. Add one for its share to the estate's mounts."
              .formatted(path));
    }
    return Path.of(path);
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
