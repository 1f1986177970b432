package io.umzug.application.filesystem;

import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles.Facts;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Copies a file so that it is there whole or not at all: written beside its place, made durable
 * segment by segment, hashed on the way, and then given its name in one step. After a kill it goes
 * on behind the last durable segment, whose checksums it has compared. What Umzug has not written
 * is never overwritten.
 */
public final class VerifiedCopy {

  private final InstantSource clock;
  private final Throttle.Pause pause;

  public VerifiedCopy(InstantSource clock) {
    this(clock, Thread::sleep);
  }

  VerifiedCopy(InstantSource clock, Throttle.Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Copies one file; may be repeated after any interruption, and when it is done.
   *
   * @throws FileTrouble where a host cannot be used, a disk is full, or something is in the way;
   *     the target is as it was
   */
  public FileCopied copy(CopyOrder order, FileCopyProgress progress) throws FileTrouble {
    Facts source = source(order);
    PartialCopy part = PartialCopy.of(order, identity(order, source));
    Optional<Facts> taken = order.to().look(order.target());
    if (taken.isPresent()) {
      return already(order, source, part, taken.get());
    }
    Rebuilt rebuilt = Rebuilt.of(order, part);
    requireRoom(order, source.bytes() - rebuilt.bytes());
    String hash = write(order, source, part, rebuilt, progress);
    if (!source.equals(source(order))) {
      throw trouble(Kind.CHANGED, order.from(), order.source(), source + ", then otherwise");
    }
    if (order.readBack()) {
      requireSame(order, part.path(), hash);
    }
    part.noteWhole(hash);
    part.becomes(order.target());
    return new FileCopied(source.bytes(), hash, rebuilt.bytes(), false);
  }

  private static Facts source(CopyOrder order) throws FileTrouble {
    Facts facts =
        order
            .from()
            .look(order.source())
            .orElseThrow(
                () -> trouble(Kind.NOT_FOUND, order.from(), order.source(), "nothing there"));
    if (facts.folder()) {
      throw trouble(Kind.NOT_FOUND, order.from(), order.source(), "a folder");
    }
    return facts;
  }

  /** Another name, length or time is another source. */
  private static String identity(CopyOrder order, Facts source) {
    return Sha256.of(
        String.join(
            "\0",
            order.from().place(),
            order.source(),
            Long.toString(source.bytes()),
            source.modified().toString()));
  }

  /** Something has the target's name: it is this copy, or it stays, and there is none. */
  private static FileCopied already(CopyOrder order, Facts source, PartialCopy part, Facts taken)
      throws FileTrouble {
    if (!taken.folder() && taken.bytes() == source.bytes()) {
      String hash = part.whole().orElse("");
      if (hash.isEmpty()) {
        hash = hash(order.from(), order.source());
      }
      if (hash.equals(hash(order.to(), order.target()))) {
        part.remove();
        return new FileCopied(source.bytes(), hash, source.bytes(), true);
      }
    }
    throw trouble(
        Kind.EXISTS,
        order.to(),
        order.target(),
        "it has %d bytes, %s has %d".formatted(taken.bytes(), order.source(), source.bytes()));
  }

  private static void requireRoom(CopyOrder order, long bytes) throws FileTrouble {
    String folder = order.to().parent(order.target());
    long free = order.to().freeBytes(folder);
    if (free < bytes) {
      throw trouble(
          Kind.TOO_LITTLE_ROOM,
          order.to(),
          folder,
          "%d bytes are to be written, %d are free".formatted(bytes, free));
    }
  }

  private String write(
      CopyOrder order, Facts source, PartialCopy part, Rebuilt rebuilt, FileCopyProgress progress)
      throws FileTrouble {
    Throttle throttle = new Throttle(order.bytesPerSecond(), clock, pause);
    long written = rebuilt.bytes();
    int blocks = 0;
    CRC32C segment = new CRC32C();
    try (BlockWriter writer = order.to().write(part.path(), written);
        HashedReading reading =
            new HashedReading(order.from().read(order.source(), written), rebuilt.digest())) {
      for (ByteBuffer block = reading.next(); block != null; block = reading.next()) {
        int bytes = block.remaining();
        segment.update(block.duplicate());
        writer.write(block);
        reading.giveBack(block);
        written += bytes;
        blocks++;
        if (blocks % order.segment() == 0) {
          writer.flush();
          part.note(segment);
          segment.reset();
        }
        throttle.pass(bytes);
        progress.reached(written, source.bytes());
      }
      writer.flush();
      return reading.sha256();
    }
  }

  private static void requireSame(CopyOrder order, String part, String hash) throws FileTrouble {
    String found = hash(order.to(), part);
    if (!found.equals(hash)) {
      throw trouble(
          Kind.DAMAGED, order.to(), part, "SHA-256 written %s, read %s".formatted(hash, found));
    }
  }

  /** The SHA-256 of all of a file, in lower-case hex. */
  public static String hash(HostFiles files, String path) throws FileTrouble {
    try (HashedReading reading = new HashedReading(files.read(path, 0), Sha256.digest())) {
      for (ByteBuffer block = reading.next(); block != null; block = reading.next()) {
        reading.giveBack(block);
      }
      return reading.sha256();
    }
  }

  private static FileTrouble trouble(Kind kind, HostFiles files, String path, String original) {
    return new FileTrouble(kind, files.place(), path, original, null);
  }

  /** What an earlier run has made durable, and its hash's state. */
  private record Rebuilt(long bytes, MessageDigest digest) {

    /** As far as the part reads as it was written. */
    static Rebuilt of(CopyOrder order, PartialCopy part) throws FileTrouble {
      int noted = part.noted(order.to().look(part.path()).map(Facts::bytes).orElse(0L));
      MessageDigest digest = Sha256.digest();
      int intact = 0;
      if (noted > 0) {
        try (BlockReader reader = order.to().read(part.path(), 0)) {
          MessageDigest further = segment(reader, order, part, intact, digest);
          while (further != null) {
            digest = further;
            intact++;
            further = intact < noted ? segment(reader, order, part, intact, digest) : null;
          }
        }
      }
      part.cutTo(intact);
      return new Rebuilt((long) intact * order.segment() * Block.SIZE, digest);
    }

    /** The hash behind the segment; null where that is not what was written. */
    private static @Nullable MessageDigest segment(
        BlockReader reader, CopyOrder order, PartialCopy part, int number, MessageDigest before)
        throws FileTrouble {
      ByteBuffer block = Block.allocate();
      CRC32C checksum = new CRC32C();
      MessageDigest behind = copyOf(before);
      for (int i = 0; i < order.segment(); i++) {
        reader.read(block.clear());
        block.flip();
        behind.update(block.duplicate());
        checksum.update(block);
      }
      return part.isIntact(number, checksum) ? behind : null;
    }

    private static MessageDigest copyOf(MessageDigest digest) {
      try {
        return (MessageDigest) digest.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError("The JDK's SHA-256 can be cloned", e);
      }
    }
  }
}
