package io.umzug.infrastructure.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a few megabytes, where this account may mount one. */
public final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  public static Optional<SmallDisk> mount() throws IOException {
    Path folder = Files.createTempDirectory("umzug-small-disk");
    if (run("mount", "-t", "tmpfs", "-o", "size=6m,mode=777", "umzug", folder.toString())) {
      return Optional.of(new SmallDisk(folder));
    }
    Files.delete(folder);
    return Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
    Files.delete(folder);
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
