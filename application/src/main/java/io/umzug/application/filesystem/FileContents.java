package io.umzug.application.filesystem;

import io.umzug.application.filesystem.HostFiles.Facts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What is in a file, by its size and hash.
 *
 * @param sha256 lower-case hex
 */
public record FileContents(long bytes, String sha256) {

  /** Reads all of it, block by block, from the disk where that can be had. */
  public static FileContents of(HostFiles files, String path) throws IOException {
    long bytes = files.look(path).map(Facts::bytes).orElse(0L);
    try (BlockReader reader = files.read(path, 0)) {
      return of(bytes, reader::read, _ -> {});
    }
  }

  /** Reads all of it, whoever else has it open. */
  public static FileContents shared(HostFiles files, String path) throws IOException {
    try (SharedContent content = new SharedContent(files, path)) {
      return of(content.bytes(), content, _ -> {});
    }
  }

  public static FileContents of(byte[] bytes) {
    return new FileContents(bytes.length, HexFormat.of().formatHex(Sha256.digest().digest(bytes)));
  }

  /** Takes a block. */
  @FunctionalInterface
  interface Sink {
    void take(ByteBuffer block) throws IOException;
  }

  /**
   * Reads all of it and hands it on.
   *
   * @param bytes about so many, for memory
   */
  static FileContents of(long bytes, DurableWrite.Content content, Sink sink) throws IOException {
    ByteBuffer block = Block.allocate((int) Math.min(bytes + 1, Block.SIZE));
    MessageDigest digest = Sha256.digest();
    long total = 0;
    boolean more = true;
    while (more) {
      content.read(block.clear());
      more = !block.hasRemaining();
      total += block.flip().remaining();
      digest.update(block.duplicate());
      sink.take(block);
    }
    return new FileContents(total, HexFormat.of().formatHex(digest.digest()));
  }
}
