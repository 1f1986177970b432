package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files in an instance's folders that belong to no database any more. */
final class LooseFiles {

  private final Path list;

  private LooseFiles(Path list) {
    this.list = list;
  }

  static LooseFiles of(SqlInstance instance) {
    return new LooseFiles(instance.settings().folder().resolve("loose-files.txt"));
  }

  private List<String> paths() {
    try {
      return Files.exists(list) ? Files.readAllLines(list) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + list, e);
    }
  }

  private void keep(List<String> paths) {
    try {
      Files.write(list, paths);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep " + list, e);
    }
  }

  boolean lies(String path) {
    return paths().stream().anyMatch(path::equalsIgnoreCase);
  }

  /** A database that is dropped offline leaves its files. */
  void leave(Database database) {
    List<String> paths = new ArrayList<>(paths());
    database.files().forEach(file -> paths.add(file.physicalName()));
    keep(paths);
  }

  /** They were overwritten, and belong to the database now. */
  void take(List<DataFile> files) {
    List<String> paths = new ArrayList<>(paths());
    if (paths.removeIf(
        path -> files.stream().anyMatch(file -> file.physicalName().equalsIgnoreCase(path)))) {
      keep(paths);
    }
  }

  /** CREATE DATABASE overwrites nothing. */
  void refuse(Database database) throws SqlRefusal {
    for (DataFile file : database.files()) {
      if (lies(file.physicalName())) {
        throw SqlRefusal.of(
                5170,
                16,
                1,
                "Cannot create file '%s' because it already exists. Change the file path or the file"
                    + " name, and retry the operation.",
                file.physicalName())
            .then(
                SqlRefusal.of(
                    1802,
                    16,
                    4,
                    "CREATE DATABASE failed. Some file names listed could not be created. Check"
                        + " related errors."));
      }
    }
  }
}
