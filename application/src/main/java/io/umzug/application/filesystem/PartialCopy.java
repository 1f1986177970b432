package io.umzug.application.filesystem;

import io.umzug.application.filesystem.HostFiles.Facts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside a target while it is being copied: the part that is written so far, and a
 * journal of how much of it is on disk, with a checksum of each segment. Whatever of the part the
 * journal does not vouch for is written again.
 */
final class PartialCopy {

  private static final String SUFFIX = ".umzug-part";
  private static final String HEAD = "umzug-copy 1 %s %d";
  private static final String WHOLE = "sha256 ";
  private static final Pattern NOTE = Pattern.compile("[0-9a-f]{1,8}|" + WHOLE + "[0-9a-f]{64}");
  private static final int HEX = 16;

  private final HostFiles files;
  private final String part;
  private final String journal;
  private final String head;
  private final long segment;
  private final List<Long> segments = new ArrayList<>();
  private @Nullable String sha256;

  private PartialCopy(HostFiles files, String target, String head, long segment) {
    this.files = files;
    this.part = target + SUFFIX;
    this.journal = part + ".journal";
    this.head = head;
    this.segment = segment;
  }

  /**
   * Looks at what an earlier run has left; that of another source, or of none that can be told,
   * counts for nothing.
   *
   * @param identity of the source's contents, in one line
   */
  static PartialCopy of(CopyOrder order, String identity) throws FileTrouble {
    PartialCopy copy =
        new PartialCopy(
            order.to(),
            order.target(),
            HEAD.formatted(identity, order.segment()),
            (long) order.segment() * Block.SIZE);
    Optional<Facts> left = order.to().look(copy.journal);
    if (left.isPresent()) {
      copy.take(SmallFile.read(order.to(), copy.journal, left.get().bytes()).lines().toList());
    }
    return copy;
  }

  private void take(List<String> lines) {
    if (lines.isEmpty()
        || !lines.getFirst().equals(head)
        || !lines.stream().skip(1).allMatch(line -> NOTE.matcher(line).matches())) {
      return;
    }
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith(WHOLE)) {
        sha256 = line.substring(WHOLE.length());
      } else {
        segments.add(Long.parseLong(line, HEX));
      }
    }
  }

  String path() {
    return part;
  }

  /** The hash with which an earlier run found it whole, before it was to get its name. */
  Optional<String> whole() {
    return Optional.ofNullable(sha256);
  }

  /**
   * Segments that the journal vouches for.
   *
   * @param there bytes that the part has: less, where somebody has cut it
   */
  int noted(long there) {
    return (int) Math.min(segments.size(), there / segment);
  }

  /** Whether the segment reads as it was written. */
  boolean isIntact(int number, CRC32C read) {
    return segments.get(number) == read.getValue();
  }

  /** What lies behind so many segments counts for nothing. */
  void cutTo(int intact) {
    segments.subList(intact, segments.size()).clear();
  }

  /** A further segment is on disk. */
  void note(CRC32C written) throws FileTrouble {
    segments.add(written.getValue());
    write();
  }

  /** All of it is on disk. */
  void noteWhole(String hash) throws FileTrouble {
    sha256 = hash;
    write();
  }

  private void write() throws FileTrouble {
    StringBuilder text = new StringBuilder(head).append('\n');
    segments.forEach(sum -> text.append(Long.toString(sum, HEX)).append('\n'));
    if (sha256 != null) {
      text.append(WHOLE).append(sha256).append('\n');
    }
    SmallFile.write(files, journal, text.toString());
  }

  /** Gives the part the target's name. */
  void becomes(String target) throws FileTrouble {
    files.rename(part, target);
    remove();
  }

  /** Where the target is there, nothing beside it is needed any more. */
  void remove() throws FileTrouble {
    files.delete(part);
    files.delete(journal);
  }

  /** A text that is read and written whole. */
  private static final class SmallFile {

    private SmallFile() {}

    static String read(HostFiles files, String path, long bytes) throws FileTrouble {
      try (BlockReader reader = files.read(path, 0)) {
        ByteBuffer block = Block.allocate(Math.toIntExact(Math.min(bytes, Block.SIZE)));
        reader.read(block);
        return StandardCharsets.UTF_8.decode(block.flip()).toString();
      }
    }

    static void write(HostFiles files, String path, String text) throws FileTrouble {
      String fresh = path + ".new";
      try (BlockWriter writer = files.write(fresh, 0)) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer block = Block.allocate(bytes.length);
        block.put(bytes).flip();
        writer.write(block);
        writer.flush();
      }
      files.replace(fresh, path);
    }
  }
}
