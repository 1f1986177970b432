package io.umzug.infrastructure.files;

import io.umzug.application.backuplog.BackupManagerLog;
import io.umzug.domain.backuplog.LineDecoder;
import io.umzug.domain.backuplog.LineDecoder.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A Backup-Manager's log in a folder this process reaches. It is open only while it is read, so
 * that its writer may rename it at any time.
 */
public final class LocalBackupManagerLog implements BackupManagerLog {

  /** Two entries begin differently: their times are in it. */
  private static final int START_BYTES = 256;

  private static final int CHUNK = 64 * 1024;

  /** A file as it is now. */
  private record Part(Path path, String key, String start, long bytes, long modifiedMillis) {

    /** Whether it may be the marked file, grown since. */
    boolean continues(Mark mark) {
      return start.startsWith(mark.start()) && bytes >= mark.position().offset();
    }

    boolean hasKeyOf(Mark mark) {
      return !key.isEmpty() && key.equals(mark.fileKey());
    }
  }

  @Override
  public Mark end(Path log) throws IOException {
    Optional<Part> part = part(log);
    if (part.isEmpty()) {
      return Mark.NOTHING;
    }
    LineDecoder decoder = new LineDecoder(_ -> {});
    each(log, 0, decoder::accept);
    return new Mark(part.get().key(), part.get().start(), decoder.position());
  }

  @Override
  public Stamp stamp(Path log) throws IOException {
    return part(log)
        .map(part -> new Stamp(part.key(), part.bytes(), part.modifiedMillis()))
        .orElseGet(() -> new Stamp("", -1, 0));
  }

  @Override
  public void read(Path log, Mark from, Sink sink) throws IOException {
    Optional<Part> current = part(log);
    List<Part> siblings = siblings(log);
    if (current.isPresent() && isMarked(current.get(), from, siblings)) {
      hand(current.get(), from.position(), sink);
      return;
    }
    Optional<Part> rotated =
        first(siblings, part -> part.continues(from) && part.hasKeyOf(from))
            .or(() -> first(siblings, part -> part.continues(from) && !from.start().isEmpty()));
    if (rotated.isPresent()) {
      Part marked = rotated.get();
      hand(marked, from.position(), sink);
      siblings.removeIf(part -> part.modifiedMillis() <= marked.modifiedMillis());
      siblings.remove(marked);
      for (Part between : siblings) {
        hand(between, Position.START, sink);
      }
    }
    if (current.isPresent()) {
      hand(current.get(), Position.START, sink);
    }
  }

  /** By what the file system calls it; where it was written anew, by how it begins. */
  private static boolean isMarked(Part current, Mark mark, List<Part> siblings) {
    boolean another =
        siblings.stream().anyMatch(part -> part.continues(mark) && part.hasKeyOf(mark));
    return current.continues(mark) && (current.hasKeyOf(mark) || !another);
  }

  private static Optional<Part> first(List<Part> parts, Predicate<Part> condition) {
    return parts.stream().filter(condition).findFirst();
  }

  /** The rotated files, oldest first. */
  private static List<Part> siblings(Path log) throws IOException {
    Path folder = log.toAbsolutePath().getParent();
    String name = log.getFileName().toString();
    List<Part> siblings = new ArrayList<>();
    if (folder == null || !Files.isDirectory(folder)) {
      return siblings;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isRotated(file.getFileName().toString(), name))) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          part(file).ifPresent(siblings::add);
        }
      }
    }
    siblings.sort(Comparator.comparingLong(Part::modifiedMillis));
    return siblings;
  }

  /** Such as {@code backup.log.1}, {@code backup_2026-11-25.log}, {@code backup.old}. */
  static boolean isRotated(String other, String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 1 ? name : name.substring(0, dot);
    String ending = dot < 1 ? "" : letters(name.substring(dot));
    if (other.equals(name) || !other.startsWith(stem)) {
      return false;
    }
    String added = letters(other.substring(stem.length()));
    return Set.of("", "old", "bak", ending, ending + "old", ending + "bak").contains(added);
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  /** Empty where there is no such file, perhaps because it was renamed just now. */
  private static Optional<Part> part(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return Optional.of(
          new Part(
              file,
              key == null ? "" : key.toString(),
              HexFormat.of().formatHex(start(file)),
              attributes.size(),
              attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static byte[] start(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer start = ByteBuffer.allocate(START_BYTES);
      while (start.hasRemaining() && channel.read(start) >= 0) {}
      byte[] bytes = new byte[start.position()];
      start.flip().get(bytes);
      return bytes;
    }
  }

  private static void hand(Part part, Position from, Sink sink) throws IOException {
    sink.file(part.path().getFileName().toString(), HexFormat.of().parseHex(part.start()), from);
    each(part.path(), from.offset(), sink::bytes);
  }

  /** Takes a part of the bytes. */
  private interface Chunks {
    void take(byte[] bytes, int offset, int count);
  }

  private static void each(Path file, long from, Chunks chunks) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(from);
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      while (channel.read(chunk) >= 0) {
        chunks.take(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }
}
