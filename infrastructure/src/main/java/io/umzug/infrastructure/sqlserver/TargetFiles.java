package io.umzug.infrastructure.sqlserver;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Where the files of a restored database go: into the instance's default folders, under names made
 * from the target database, for the paths within the backup are those of another machine.
 */
final class TargetFiles {

  /**
   * A file as FILELISTONLY names it.
   *
   * @param type D for data, L for log, S for a FILESTREAM folder, F for a full-text catalogue
   */
  record BackedUpFile(String logicalName, String type) {}

  private static final int LONGEST_STEM = 80;

  private final String stem;
  private final String dataFolder;
  private final String logFolder;
  private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param taken the files of all other databases
   */
  TargetFiles(String database, String dataFolder, String logFolder, List<String> taken) {
    this.stem = stem(database);
    this.dataFolder = dataFolder;
    this.logFolder = logFolder;
    this.taken.addAll(taken);
  }

  /** Paths by logical names, in the backup's order. */
  Map<String, String> of(List<BackedUpFile> files) {
    Map<String, String> paths = new LinkedHashMap<>();
    int data = 0;
    int logs = 0;
    int others = 0;
    for (BackedUpFile file : files) {
      String path =
          switch (file.type()) {
            case "L" -> free(logFolder, stem + "_log" + numbered(++logs), ".ldf");
            case "D" -> free(dataFolder, stem + numbered(++data), data == 1 ? ".mdf" : ".ndf");
            default -> free(dataFolder, stem + "_" + file.type() + numbered(++others), "");
          };
      paths.put(file.logicalName(), path);
    }
    return paths;
  }

  private static String numbered(int n) {
    return n == 1 ? "" : "_" + n;
  }

  private String free(String folder, String name, String extension) {
    String path = join(folder, name + extension);
    for (int n = 1; !taken.add(path); n++) {
      path = join(folder, name + "-" + n + extension);
    }
    return path;
  }

  /** Folders come with or without their last separator, and from Linux with slashes. */
  private static String join(String folder, String name) {
    if (folder.endsWith("\\") || folder.endsWith("/")) {
      return folder + name;
    }
    return folder + (folder.contains("/") && !folder.contains("\\") ? "/" : "\\") + name;
  }

  /** A name that had to be changed gets a checksum, so that two of them never become one. */
  private static String stem(String database) {
    String safe = database.replaceAll("[^\\p{L}\\p{N}_-]", "_");
    if (safe.length() > LONGEST_STEM) {
      safe = safe.substring(0, LONGEST_STEM);
    }
    if (safe.equals(database)) {
      return safe;
    }
    CRC32 checksum = new CRC32();
    checksum.update(database.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return "%s_%08x".formatted(safe, checksum.getValue());
  }
}
