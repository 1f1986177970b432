package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ScriptExported.Consistency;
import io.umzug.infrastructure.sqlserver.script.ScriptFile.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an export is on disk, a line for each part, forced as it is written: after a kill the
 * whole parts are known, and a torn line counts for nothing.
 */
final class Manifest {

  /**
   * A table whose rows are all written.
   *
   * @param files in order, at least one
   */
  record Part(String table, long rows, String sha256, List<Written> files) {}

  /**
   * A finished export.
   *
   * @param file the single one; of a folder, its index
   */
  record Done(Consistency consistency, Written file) {}

  static final String NAME = "umzug-export.manifest";
  private static final String HEAD = "umzug-script-export-1";
  private static final String DONE = "done";

  private final Path file;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private Optional<Done> done = Optional.empty();

  private Manifest(Path file) {
    this.file = file;
  }

  /**
   * The manifest of the same export where there is one; otherwise a new one.
   *
   * @param fingerprint of everything that the parts follow from but the rows
   */
  static Manifest open(Path folder, String fingerprint) throws IOException {
    Manifest manifest = new Manifest(folder.resolve(NAME));
    List<String> lines = manifest.wholeLines();
    if (lines.isEmpty() || !lines.getFirst().equals(HEAD + "\t" + fingerprint)) {
      Files.deleteIfExists(manifest.file);
      manifest.append(HEAD + "\t" + fingerprint);
    } else {
      lines.subList(1, lines.size()).forEach(manifest::line);
    }
    return manifest;
  }

  /** Whether the folder holds an export of this fingerprint. */
  static boolean isOf(Path folder, String fingerprint) throws IOException {
    List<String> lines = new Manifest(folder.resolve(NAME)).wholeLines();
    return !lines.isEmpty() && lines.getFirst().equals(HEAD + "\t" + fingerprint);
  }

  List<Part> parts() {
    return List.copyOf(parts.values());
  }

  private List<String> wholeLines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    if (end < text.length()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
      }
    }
    return text.substring(0, end).lines().toList();
  }

  private void line(String line) {
    String[] fields = line.split("\t", -1);
    if (fields[0].equals(DONE) && fields.length == 5) {
      Written whole = new Written(fields[2], Long.parseLong(fields[3]), fields[4]);
      done = Optional.of(new Done(Consistency.valueOf(fields[1]), whole));
    } else if (fields[0].equals("part") && fields.length > 6) {
      List<Written> files = new ArrayList<>();
      for (int i = 4; i + 2 < fields.length; i += 3) {
        files.add(new Written(fields[i], Long.parseLong(fields[i + 1]), fields[i + 2]));
      }
      parts.put(fields[1], new Part(fields[1], Long.parseLong(fields[2]), fields[3], files));
    }
  }

  /** The table's part, as far as its files are still there and whole. */
  Optional<Part> whole(String table) throws IOException {
    Part part = parts.get(escaped(table));
    if (part == null) {
      return Optional.empty();
    }
    for (Written written : part.files()) {
      if (!ScriptFile.isWhole(file.resolveSibling("."), written)) {
        return Optional.empty();
      }
    }
    return Optional.of(part);
  }

  boolean hasParts() {
    return !parts.isEmpty();
  }

  Optional<Done> done() {
    return done;
  }

  Part add(String table, long rows, String sha256, List<Written> files) throws IOException {
    Part part = new Part(escaped(table), rows, sha256, List.copyOf(files));
    parts.put(part.table(), part);
    StringBuilder line = new StringBuilder("part\t" + part.table() + "\t" + rows + "\t" + sha256);
    files.forEach(
        written ->
            line.append('\t')
                .append(written.name())
                .append('\t')
                .append(written.bytes())
                .append('\t')
                .append(written.sha256()));
    append(line.toString());
    return part;
  }

  void finish(Consistency consistency, Written whole) throws IOException {
    append(
        String.join(
            "\t",
            DONE,
            consistency.name(),
            whole.name(),
            String.valueOf(whole.bytes()),
            whole.sha256()));
    done = Optional.of(new Done(consistency, whole));
  }

  /** A name may hold a tab or a line's end. */
  private static String escaped(String name) {
    return name.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private void append(String line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    ScriptFile.forceFolderOf(file);
  }
}
