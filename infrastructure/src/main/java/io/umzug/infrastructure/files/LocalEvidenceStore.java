package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.host.EvidenceStore;
import io.umzug.domain.evidence.EvidenceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Evidence in a folder, each file under the hash of its content. */
public final class LocalEvidenceStore implements EvidenceStore {

  private static final int PART = 64 * 1024;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final HostFiles here;
  private final Path folder;

  /**
   * @param here the files of this machine
   */
  public LocalEvidenceStore(HostFiles here, Path folder) {
    this.here = here;
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public EvidenceFile keep(String name, InputStream content) throws IOException {
    OwnerOnlyFolder.create(folder);
    String any = folder.resolve("evidence").toString();
    try (DurableWrite write =
        DurableWrite.of(here, any, Rights.OWNER, Block.SIZE, block -> fill(block, content))) {
      FileContents contents = write.contents();
      write.moveTo(folder.resolve(contents.sha256()).toString());
      return new EvidenceFile(name, contents.sha256(), contents.bytes());
    }
  }

  private static void fill(ByteBuffer block, InputStream content) throws IOException {
    byte[] part = new byte[PART];
    int read = 0;
    while (read >= 0 && block.hasRemaining()) {
      read = content.read(part, 0, Math.min(PART, block.remaining()));
      block.put(part, 0, Math.max(0, read));
    }
  }

  @Override
  public Optional<InputStream> open(String sha256) throws IOException {
    // A hash is all that may reach the file system.
    if (!SHA_256.matcher(sha256).matches() || !Files.exists(folder.resolve(sha256))) {
      return Optional.empty();
    }
    return Optional.of(Files.newInputStream(folder.resolve(sha256)));
  }
}
