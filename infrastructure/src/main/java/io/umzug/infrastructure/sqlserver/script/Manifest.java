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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /**
   * What an export was told to be.
   *
   * @param options everything else that was said
   */
  record Asked(String server, String database, String options) {

    static Asked of(String server, String database, String options) {
      return new Asked(oneLine(server), oneLine(database), options);
    }

    private static String oneLine(String name) {
      return name.replaceAll("[\\t\\r\\n]", " ");
    }

    boolean isSame(Asked other) {
      return server.equalsIgnoreCase(other.server)
          && database.equals(other.database)
          && options.equals(other.options);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

  static final String NAME = "umzug-export.manifest";
  private static final String HEAD = "umzug-script-export-1";
  private static final String DONE = "done";
  private static final String ASKED = "asked";
  private static final String REPLACES = "replaces";

  private final Path file;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<Written> replaceable = new ArrayList<>();
  private String head = "";
  private Optional<Asked> asked = Optional.empty();
  private Optional<Done> done = Optional.empty();

  private Manifest(Path file) {
    this.file = file;
  }

  /** What the folder holds of an export; empty where it holds none. */
  static Optional<Manifest> in(Path folder) throws IOException {
    Manifest manifest = new Manifest(folder.resolve(NAME));
    List<String> lines = manifest.wholeLines();
    if (!Files.exists(manifest.file)) {
      return Optional.empty();
    }
    manifest.head = lines.isEmpty() ? "" : lines.getFirst();
    lines.stream().skip(1).forEach(manifest::line);
    return Optional.of(manifest);
  }

  /**
   * A new one in place of any other.
   *
   * @param fingerprint of everything that the parts follow from but the rows
   */
  static Manifest begin(Path folder, String fingerprint, Asked asked) throws IOException {
    Manifest manifest = new Manifest(folder.resolve(NAME));
    Files.deleteIfExists(manifest.file);
    manifest.head = HEAD + "\t" + fingerprint;
    manifest.asked = Optional.of(asked);
    manifest.append(manifest.head);
    manifest.append(String.join("\t", ASKED, asked.server(), asked.database(), asked.options()));
    return manifest;
  }

  /** Whether the parts follow from the same. */
  boolean isOf(String fingerprint) {
    return head.equals(HEAD + "\t" + fingerprint);
  }

  /** Empty in the manifests of earlier releases. */
  Optional<Asked> asked() {
    return asked;
  }

  /** When the last line was written. */
  Instant written() throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /** That file gives way to the export: it was there before, and somebody said so. */
  void mayReplace(Written written) throws IOException {
    replaceable.add(written);
    append(
        String.join(
            "\t", REPLACES, written.name(), String.valueOf(written.bytes()), written.sha256()));
  }

  /** Whether this export, or one that it replaces, has written the file as it is. */
  boolean mayWrite(Path script) throws IOException {
    List<Written> ours = new ArrayList<>(replaceable);
    done.map(Done::file).ifPresent(ours::add);
    Path beside = script.toAbsolutePath().resolveSibling(".");
    for (Written each : ours) {
      if (each.name().equals(script.getFileName().toString()) && ScriptFile.isWhole(beside, each)) {
        return true;
      }
    }
    return false;
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

  /** What is no such line counts for nothing: its table is read again. */
  private void line(String line) {
    try {
      take(line);
    } catch (IllegalArgumentException _) {
      LOG.warn("{}: passed over: {}", file, line);
    }
  }

  private void take(String line) {
    String[] fields = line.split("\t", -1);
    if (fields[0].equals(DONE) && fields.length == 5) {
      Written whole = new Written(fields[2], Long.parseLong(fields[3]), fields[4]);
      done = Optional.of(new Done(Consistency.valueOf(fields[1]), whole));
    } else if (fields[0].equals(ASKED) && fields.length == 4) {
      asked = Optional.of(new Asked(fields[1], fields[2], fields[3]));
    } else if (fields[0].equals(REPLACES) && fields.length == 4) {
      replaceable.add(new Written(fields[1], Long.parseLong(fields[2]), fields[3]));
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
