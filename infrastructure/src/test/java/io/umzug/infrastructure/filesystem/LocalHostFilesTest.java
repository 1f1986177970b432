package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LocalHostFilesTest extends HostFilesContract {

  private static Optional<SmallDisk> small = Optional.empty();
  @TempDir Path folder;

  @BeforeAll
  static void mount() throws IOException {
    small = SmallDisk.mount();
  }

  @AfterAll
  static void unmount() throws IOException {
    if (small.isPresent()) {
      small.get().close();
    }
  }

  @Override
  protected HostFiles open() {
    return new LocalHostFiles("this machine");
  }

  @Override
  protected String folder() {
    return folder.toString();
  }

  @Override
  protected Path seen() {
    return folder;
  }

  /** Even root may not write there. */
  @Override
  protected Optional<String> denied() {
    return Optional.of("/proc/sys/kernel/ostype").filter(file -> Files.exists(Path.of(file)));
  }

  @Override
  protected Optional<SmallDisk> small() {
    return small;
  }

  @Override
  protected String smallFolder() {
    return small.orElseThrow().folder().toString();
  }

  @Override
  protected HostFiles openSmall() {
    return open();
  }
}
