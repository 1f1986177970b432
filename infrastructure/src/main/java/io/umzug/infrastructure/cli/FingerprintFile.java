package io.umzug.infrastructure.cli;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fingerprints on disk, a line of JSON each: a database, then each of its tables as soon as it is
 * read, then the database's end. What was cut off is begun again behind the last whole line, with
 * the tables that were read: the last of several counts.
 */
final class FingerprintFile implements AutoCloseable {

  /**
   * A database as the file has it.
   *
   * @param consistency null where its end is missing
   */
  record Held(
      String server,
      String database,
      String method,
      List<TableFingerprint> tables,
      @Nullable Consistency consistency) {

    Optional<DatabaseFingerprint> whole() {
      return Optional.ofNullable(consistency)
          .map(of -> new DatabaseFingerprint(server, database, method, of, tables));
    }
  }

  private record Begun(String server, String database, String method) {}

  private record Ended(String ended, Consistency consistency) {}

  private static final int SHOWN = 200;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;
  private final @Nullable FileChannel channel;

  private FingerprintFile(Path path, @Nullable FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** One that is there. */
  static FingerprintFile toRead(Path path) {
    if (!Files.exists(path)) {
      throw refused("%s: there is no such file.".formatted(path));
    }
    if (!Files.isRegularFile(path)) {
      throw refused("%s is no file, but a folder, a pipe or a device.".formatted(path));
    }
    return new FingerprintFile(path, null);
  }

  /** Nobody else writes it until it is closed. */
  static FingerprintFile toWrite(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw refused("Another verify is writing %s now.".formatted(path));
    }
    return new FingerprintFile(path, channel);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitCode.REFUSED, ConsoleText.of(sentence));
  }

  /** Every database in it. */
  List<Held> read() throws IOException {
    List<Held> all = new ArrayList<>();
    String text = new String(bytes(), StandardCharsets.UTF_8);
    // A last line without an end was cut off.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      try {
        take(JSON.readTree(line), all);
      } catch (JacksonException | IndexOutOfBoundsException | NoSuchElementException e) {
        throw refused(
            "%s is no file of fingerprints: %s"
                .formatted(path, line.substring(0, Math.min(line.length(), SHOWN))));
      }
    }
    if (all.isEmpty() && !text.isEmpty() && !text.startsWith("{\"")) {
      throw refused("%s is no file of fingerprints.".formatted(path));
    }
    return all;
  }

  private byte[] bytes() throws IOException {
    if (channel == null) {
      return Files.readAllBytes(path);
    }
    // Where locks bind everybody, only this channel may read.
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until all is read.
    }
    return bytes.array();
  }

  private static void take(JsonNode line, List<Held> all) {
    if (line.has("method")) {
      Begun begun = JSON.treeToValue(line, Begun.class);
      all.add(new Held(begun.server(), begun.database(), begun.method(), new ArrayList<>(), null));
    } else if (line.has("sum")) {
      all.getLast().tables().add(JSON.treeToValue(line, TableFingerprint.class));
    } else {
      Held last = all.removeLast();
      Ended ended = JSON.treeToValue(line, Ended.class);
      all.add(
          new Held(
              last.server(), last.database(), last.method(), last.tables(), ended.consistency()));
    }
  }

  /** Nothing of it counts any more. */
  void empty() throws IOException {
    writable().truncate(0);
  }

  private FileChannel writable() {
    return Objects.requireNonNull(channel, "The file was opened to be read");
  }

  /** A database of a server, as it was written last. */
  Optional<Held> of(String database) throws IOException {
    return read().stream()
        .filter(each -> each.database().equalsIgnoreCase(database))
        .filter(each -> each.method().equals(TableDigest.METHOD))
        .reduce((_, later) -> later);
  }

  /**
   * A database behind the last whole line; nothing is written before there is something to tell.
   *
   * @param known its tables that are written already, further up
   */
  Writing write(String server, String database, List<TableFingerprint> known) {
    return new Writing(new Begun(server, database, TableDigest.METHOD), known);
  }

  private long wholeLines() throws IOException {
    byte[] bytes = bytes();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** One database's lines, each on disk before the next table counts as read. */
  final class Writing {
    private final Begun head;
    private final List<TableFingerprint> known;
    private boolean begun;

    private Writing(Begun head, List<TableFingerprint> known) {
      this.head = head;
      this.known = known;
    }

    void table(TableFingerprint table) {
      try {
        begin();
        line(table);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end(DatabaseFingerprint whole) throws IOException {
      begin();
      line(new Ended(whole.database(), whole.consistency()));
    }

    private void begin() throws IOException {
      if (begun) {
        return;
      }
      begun = true;
      writable().truncate(wholeLines());
      writable().position(writable().size());
      line(head);
      for (TableFingerprint table : known) {
        line(table);
      }
    }

    private void line(Object line) throws IOException {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(line) + "\n");
      while (bytes.hasRemaining()) {
        writable().write(bytes);
      }
      writable().force(false);
    }
  }
}
