package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.Sha256;
import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * An atlas.xml in a folder this process reaches. The original is kept beside it as {@code
 * atlas.xml.umzug-original-<first 12 hexadecimal digits of its SHA-256>}.
 */
public final class AtlasFileStore implements AtlasStore {
  /** In bytes. A configuration file is far smaller; anything larger is a mistaken path. */
  static final int LARGEST = 16 * 1024 * 1024;

  private static final String ORIGINAL_INFIX = ".umzug-original-";
  private static final String UNCHANGED_RULE = "U1";

  @Override
  public byte[] read(Path file) throws IOException {
    Path real = real(file);
    if (!Files.isRegularFile(real)) {
      throw new AtlasFileException(file, "This is no file.", "Name the atlas.xml itself.", "U2");
    }
    if (Files.size(real) > LARGEST) {
      throw new AtlasFileException(
          file,
          "The file is larger than %d bytes; no atlas.xml is.".formatted(LARGEST),
          "Name the atlas.xml itself.",
          "U2");
    }
    return Files.readAllBytes(real);
  }

  @Override
  public Replaced replace(Path file, byte[] original, byte[] replacement) throws IOException {
    // A symbolic link must go on pointing at the file; the rename below would replace the link.
    Path real = real(file);
    DurableWrite.removeLeftovers(real);
    requireContent(file, real, original);
    Path copy = keepOriginal(real, original);
    try (DurableWrite write = DurableWrite.like(real, replacement)) {
      requireContent(file, real, original);
      write.moveTo(real);
      return new Replaced(copy, write.remarks());
    }
  }

  private static Path real(Path file) throws IOException {
    try {
      return file.toRealPath();
    } catch (NoSuchFileException e) {
      throw new AtlasFileException(
          file, "There is no such file.", "Name the atlas.xml of the XPhone server.", "U2", e);
    }
  }

  private static void requireContent(Path file, Path real, byte[] expected) throws IOException {
    if (!Arrays.equals(Files.readAllBytes(real), expected)) {
      throw new AtlasFileException(
          file,
          "The file has changed since it was read; nothing was written.",
          "Find out who changes it, then run this again.",
          UNCHANGED_RULE);
    }
  }

  private static Path keepOriginal(Path real, byte[] original) throws IOException {
    String name = real.getFileName() + ORIGINAL_INFIX + sha256(original).substring(0, 12);
    Path copy = real.resolveSibling(name);
    if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      try (DurableWrite write = DurableWrite.like(real, original)) {
        write.moveTo(copy);
      }
    }
    requireCopy(copy, original);
    return copy;
  }

  private static void requireCopy(Path copy, byte[] original) throws IOException {
    boolean same;
    try {
      same = Arrays.equals(Files.readAllBytes(copy), original);
    } catch (FileSystemException e) {
      same = false;
    }
    if (!same) {
      throw new AtlasFileException(
          copy,
          "This should be the kept original, but its content is another; nothing was written.",
          "Move it away, then run this again.",
          UNCHANGED_RULE);
    }
  }

  /** The copies that were kept beside the file. */
  List<Path> keptOriginals(Path file) throws IOException {
    Path real = real(file);
    try (Stream<Path> folder = Files.list(real.resolveSibling(".").normalize())) {
      return folder
          .filter(p -> p.getFileName().toString().startsWith(real.getFileName() + ORIGINAL_INFIX))
          .sorted()
          .toList();
    }
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(Sha256.digest().digest(content));
  }
}
