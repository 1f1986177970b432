package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.filesystem.Sha256;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.domain.schema.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** One file of a script: under a name of its own until it is whole and on disk. */
final class ScriptFile implements AutoCloseable {

  /** A file that is whole. */
  record Written(String name, long bytes, String sha256) {}

  private static final String SUFFIX = ".umzug-new";
  private static final int BUFFER = 256 * 1024;

  private final Path file;
  private final Path temporary;
  private final FileChannel channel;
  private final DigestOutputStream out;
  private final Charset charset;
  private long bytes;
  private boolean kept;

  private ScriptFile(Path file, Encoding encoding) throws IOException {
    this.file = file;
    this.temporary = file.resolveSibling(file.getFileName() + SUFFIX);
    this.charset = charset(encoding);
    this.channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.out =
        new DigestOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), Sha256.digest());
  }

  static ScriptFile begin(Path file, Encoding encoding) throws IOException {
    return begin(file, encoding, file.getFileName().toString());
  }

  /**
   * @param last the file whose end is that of the whole, where others are put behind this one
   */
  static ScriptFile begin(Path file, Encoding encoding, String last) throws IOException {
    ScriptFile begun = new ScriptFile(file, encoding);
    begun.write("\uFEFF");
    begun.write(ScriptEnd.announced(last));
    return begun;
  }

  static Charset charset(Encoding encoding) {
    return switch (encoding) {
      case UTF_8 -> StandardCharsets.UTF_8;
      case UTF_16LE -> StandardCharsets.UTF_16LE;
    };
  }

  static int markLength(Encoding encoding) {
    return "\uFEFF".getBytes(charset(encoding)).length;
  }

  void write(Batch batch) throws IOException {
    write(batch.inScript());
  }

  void write(String text) throws IOException {
    byte[] encoded = text.getBytes(charset);
    out.write(encoded);
    bytes += encoded.length;
  }

  long bytes() {
    return bytes;
  }

  /** On disk, and only then under its true name. */
  Written keep() throws IOException {
    write(ScriptEnd.of(file.getFileName().toString()));
    out.flush();
    channel.force(true);
    channel.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolderOf(file);
    kept = true;
    return new Written(
        file.getFileName().toString(),
        bytes,
        HexFormat.of().formatHex(out.getMessageDigest().digest()));
  }

  /** Windows opens no folders; there the rename itself is logged by NTFS. */
  static void forceFolderOf(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel folder =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  /** Whether the file is there with this content. */
  static boolean isWhole(Path folder, Written written) throws IOException {
    Path file = folder.resolve(written.name());
    if (!Files.isRegularFile(file) || Files.size(file) != written.bytes()) {
      return false;
    }
    MessageDigest digest = Sha256.digest();
    try (var in = Files.newInputStream(file);
        OutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(hashed);
    }
    return HexFormat.of().formatHex(digest.digest()).equals(written.sha256());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!kept) {
      Files.deleteIfExists(temporary);
    }
  }
}
