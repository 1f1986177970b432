package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.filesystem.Sha256;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.ObjectName;
import io.umzug.infrastructure.sqlserver.script.ScriptFile.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** The files of one script in their folder, numbered in the order in which they are run. */
final class ExportFolder {

  static final String BEFORE = "00000-schema.sql";
  static final String AFTER = "99999-constraints.sql";

  /** Names the others, for readers that know {@code :r}. */
  static final String INDEX = "all.sql";

  private static final int LONGEST_NAME = 80;

  /** File systems count bytes: 255 with what Umzug puts behind it. */
  private static final int MOST_BYTES = 200;

  private final Path folder;
  private final Encoding encoding;
  private final long split;
  private final List<Batch> session;

  /**
   * @param split bytes after which a table goes on in a further file
   * @param session at the beginning of each file
   */
  ExportFolder(Path folder, Encoding encoding, long split, List<Batch> session) {
    this.folder = folder;
    this.encoding = encoding;
    this.split = split;
    this.session = session;
  }

  /** Names that file systems take, told apart by their numbers. */
  static String stem(int number, ObjectName table) {
    String name = table.toString().replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    StringBuilder stem = new StringBuilder("%05d-".formatted(number));
    name.codePoints()
        .limit(LONGEST_NAME)
        .mapToObj(Character::toString)
        .takeWhile(each -> bytes(stem) + bytes(each) <= MOST_BYTES)
        .forEach(stem::append);
    return stem.toString();
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * @param last the file that is the end of the whole, as which this one is known
   */
  Written write(String name, List<Batch> batches, String last) throws IOException {
    try (ScriptFile file = ScriptFile.begin(folder.resolve(name), encoding, last)) {
      for (Batch batch : batches) {
        file.write(batch);
      }
      return file.keep();
    }
  }

  Part part(String stem) throws IOException {
    return new Part(stem);
  }

  /** The rows of one table, in one file or several. */
  final class Part implements AutoCloseable {
    private final String stem;
    private final List<Written> written = new ArrayList<>();
    private ScriptFile current;
    private long whole;

    private Part(String stem) throws IOException {
      this.stem = stem;
      this.current = begin();
    }

    private ScriptFile begin() throws IOException {
      String number = written.isEmpty() ? "" : ".%04d".formatted(written.size() + 1);
      ScriptFile file = ScriptFile.begin(folder.resolve(stem + number + ".sql"), encoding);
      for (Batch batch : session) {
        file.write(batch);
      }
      whole = file.bytes();
      return file;
    }

    void write(Batch batch) {
      try {
        if (current.bytes() > whole && current.bytes() >= split) {
          written.add(current.keep());
          current = begin();
        }
        current.write(batch);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<Written> keep() throws IOException {
      written.add(current.keep());
      return List.copyOf(written);
    }

    @Override
    public void close() throws IOException {
      current.close();
    }
  }

  /** What an earlier, other export or a run that was killed has left. */
  void clear() throws IOException {
    delete(ExportFolder::isOurs);
  }

  private void delete(Predicate<String> doomed) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, path -> doomed.test(path.getFileName().toString()))) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOurs(String name) {
    return isPart(name) || name.equals(Manifest.NAME) || name.startsWith(INDEX);
  }

  private static boolean isPart(String name) {
    return name.matches("\\d{5}-.*\\.sql(\\.umzug-new)?");
  }

  boolean holdsAnything() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, path -> !path.getFileName().toString().equals(ExportLock.NAME))) {
      return files.iterator().hasNext();
    }
  }

  /** The manifest stays: it says that the single file is whole. */
  void clearParts() throws IOException {
    delete(ExportFolder::isPart);
  }

  void index(List<Path> files) throws IOException {
    StringBuilder lines = new StringBuilder();
    files.forEach(file -> lines.append(":r \"").append(file.getFileName()).append("\"\n"));
    try (ScriptFile index = ScriptFile.begin(folder.resolve(INDEX), encoding)) {
      index.write(lines.toString());
      index.keep();
    }
  }

  /** All files one behind the other, under one byte order mark, on disk beside the file. */
  Path joinBeside(Path file, List<Path> files) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".umzug-new");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      int mark = 0;
      for (Path each : files) {
        try (FileChannel in = FileChannel.open(each, StandardOpenOption.READ)) {
          long at = mark;
          while (at < in.size()) {
            at += in.transferTo(at, in.size() - at, out);
          }
        }
        mark = ScriptFile.markLength(encoding);
      }
      out.force(true);
    }
    return temporary;
  }

  /** Under its true name. */
  static void moveInto(Path file, Path temporary) throws IOException {
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    ScriptFile.forceFolderOf(file);
  }

  static String sha256(List<Path> files) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Path file : files) {
        Files.copy(file, out);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
