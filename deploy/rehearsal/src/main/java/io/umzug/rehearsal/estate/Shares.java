package io.umzug.rehearsal.estate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which folder of this machine stands behind a UNC path of the estate (B2). */
public final class Shares {

  private final Map<String, Path> folders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param share such as {@code \\SQLNEW\XPhoneBackup}
   */
  public void add(String share, Path folder) {
    folders.put(share, folder);
  }

  /** The local file behind a UNC path; empty where no such share exists or the path leaves it. */
  public Optional<Path> resolve(String uncPath) {
    for (Map.Entry<String, Path> share : folders.entrySet()) {
      String prefix = share.getKey() + "\\";
      if (uncPath.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
        Path root = share.getValue().toAbsolutePath().normalize();
        Path file = root.resolve(uncPath.substring(prefix.length()).replace('\\', '/')).normalize();
        return file.startsWith(root) ? Optional.of(file) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
