package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.script.ScriptFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts of moves, in a folder of the service. */
public final class LocalScriptFiles implements ScriptFiles {

  private final HostFiles here;
  private final Path root;

  /**
   * @param here the files of this machine
   */
  public LocalScriptFiles(HostFiles here, Path root) {
    this.here = here;
    this.root = root;
  }

  @Override
  public Path place(String workId, String database) throws IOException {
    Path folder = root.resolve(named(workId));
    Files.createDirectories(folder);
    return folder.resolve(named(database) + ".sql");
  }

  /** Any name becomes one of a file, and no two names the same. */
  private static String named(String name) {
    StringBuilder safe = new StringBuilder();
    for (char c : name.toCharArray()) {
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.');
      safe.append(
          plain && !safe.isEmpty() || Character.isLetterOrDigit(c) && c < 128
              ? c
              : "_%04x".formatted((int) c));
    }
    return safe.toString();
  }

  @Override
  public Written look(Path script) throws IOException {
    FileContents contents = FileContents.of(here, script.toString());
    return new Written(contents.bytes(), contents.sha256());
  }
}
