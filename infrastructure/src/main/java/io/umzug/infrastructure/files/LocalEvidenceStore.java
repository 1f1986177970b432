package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.Sha256;
import io.umzug.application.host.EvidenceStore;
import io.umzug.domain.evidence.EvidenceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Evidence in a folder, each file under the hash of its content. */
public final class LocalEvidenceStore implements EvidenceStore {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  public LocalEvidenceStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public EvidenceFile keep(String name, InputStream content) throws IOException {
    OwnerOnlyFolder.create(folder);
    MessageDigest digest = Sha256.digest();
    try (DurableWrite write =
        DurableWrite.beside(
            folder.resolve("evidence"), null, new DigestInputStream(content, digest))) {
      String hash = HexFormat.of().formatHex(digest.digest());
      long bytes = Files.size(write.temporary());
      write.moveTo(folder.resolve(hash));
      return new EvidenceFile(name, hash, bytes);
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
