package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostFiles.Entry;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.SmallFile;
import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An atlas.xml of one host. The original is kept beside it as {@code
 * atlas.xml.umzug-original-<first 12 hexadecimal digits of its SHA-256>}.
 */
public final class AtlasFileStore implements AtlasStore {
  /** In bytes. A configuration file is far smaller; anything larger is a mistaken path. */
  static final int LARGEST = 16 * 1024 * 1024;

  private static final String ORIGINAL_INFIX = ".umzug-original-";
  private static final String UNCHANGED_RULE = "U1";

  private final HostFiles files;

  public AtlasFileStore(HostFiles files) {
    this.files = files;
  }

  @Override
  public byte[] read(String file) throws IOException {
    Optional<Facts> facts = files.look(file);
    if (facts.isEmpty()) {
      throw new AtlasFileException(
          file, "There is no such file.", "Name the atlas.xml of the XPhone server.", "U2");
    }
    if (facts.get().folder()) {
      throw new AtlasFileException(file, "This is no file.", "Name the atlas.xml itself.", "U2");
    }
    return SmallFile.read(files, file, LARGEST)
        .orElseThrow(
            () ->
                new AtlasFileException(
                    file,
                    "The file is larger than %d bytes; no atlas.xml is.".formatted(LARGEST),
                    "Name the atlas.xml itself.",
                    "U2"));
  }

  @Override
  public Replaced replace(String file, byte[] original, byte[] replacement) throws IOException {
    // A symbolic link must go on pointing at the file; the rename below would replace the link.
    String real = files.real(file);
    DurableWrite.removeLeftovers(files, real);
    requireContent(file, real, original);
    String copy = keepOriginal(real, original);
    try (DurableWrite write = DurableWrite.of(files, real, Rights.like(real), replacement)) {
      requireContent(file, real, original);
      write.moveTo(real);
      return new Replaced(copy, write.remarks());
    }
  }

  private void requireContent(String file, String real, byte[] expected) throws IOException {
    if (!Arrays.equals(read(real), expected)) {
      throw new AtlasFileException(
          file,
          "The file has changed since it was read; nothing was written.",
          "Find out who changes it, then run this again.",
          UNCHANGED_RULE);
    }
  }

  private String keepOriginal(String real, byte[] original) throws IOException {
    String copy = real + ORIGINAL_INFIX + FileContents.of(original).sha256().substring(0, 12);
    if (files.look(copy).isEmpty()) {
      try (DurableWrite write = DurableWrite.of(files, real, Rights.like(real), original)) {
        write.becomes(copy);
      } catch (FileTrouble e) {
        if (e.kind() != Kind.EXISTS) {
          throw e;
        }
      }
    }
    requireCopy(copy, original);
    return copy;
  }

  private void requireCopy(String copy, byte[] original) throws IOException {
    boolean same;
    try {
      same =
          SmallFile.read(files, copy, LARGEST)
              .filter(kept -> Arrays.equals(kept, original))
              .isPresent();
    } catch (FileTrouble e) {
      if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.ACCESS_DENIED) {
        throw e;
      }
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
  List<String> keptOriginals(String file) throws FileTrouble {
    String real = files.real(file);
    String folder = files.parent(real);
    String start = files.name(real) + ORIGINAL_INFIX;
    return files.list(folder).stream()
        .map(Entry::name)
        .filter(name -> name.startsWith(start))
        .map(name -> files.child(folder, name))
        .toList();
  }
}
