package io.umzug.infrastructure.cli;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fingerprints on disk, a line of JSON each: a database, then each of its tables as soon as it is
 * read, then the database's end. What was cut off is begun again behind the last whole line, with
 * the tables that were read: the last of several counts.
 */
final class FingerprintFile {

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

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;

  FingerprintFile(Path path) {
    this.path = path;
  }

  /** Every database in it; none where there is no file. */
  List<Held> read() throws IOException {
    List<Held> all = new ArrayList<>();
    if (!Files.exists(path)) {
      return all;
    }
    String text = Files.readString(path);
    // A last line without an end was cut off.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      try {
        take(JSON.readTree(line), all);
      } catch (JacksonException | IndexOutOfBoundsException e) {
        throw new CommandFailure(
            ExitCode.REFUSED,
            AsciiText.of("%s is no file of fingerprints: %s".formatted(path, line)));
      }
    }
    if (all.isEmpty() && !text.isEmpty()) {
      throw new CommandFailure(
          ExitCode.REFUSED, AsciiText.of("%s is no file of fingerprints.".formatted(path)));
    }
    return all;
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

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  /** A database of a server, as it was written last. */
  Optional<Held> of(String database, Predicate<Held> alsoSo) throws IOException {
    return read().stream()
        .filter(each -> each.database().equalsIgnoreCase(database))
        .filter(each -> each.method().equals(TableDigest.METHOD))
        .filter(alsoSo)
        .reduce((_, later) -> later);
  }

  /**
   * Begins a database behind the last whole line.
   *
   * @param known its tables that are written already, further up
   */
  Writing write(String server, String database, List<TableFingerprint> known) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(wholeLines());
    channel.position(channel.size());
    Writing writing = new Writing(channel);
    writing.line(new Begun(server, database, TableDigest.METHOD));
    known.forEach(writing::table);
    return writing;
  }

  private long wholeLines() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** One database's lines, each on disk before the next table counts as read. */
  static final class Writing implements AutoCloseable {
    private final FileChannel channel;

    private Writing(FileChannel channel) {
      this.channel = channel;
    }

    void table(TableFingerprint table) {
      try {
        line(table);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end(DatabaseFingerprint whole) throws IOException {
      line(new Ended(whole.database(), whole.consistency()));
    }

    private void line(Object line) throws IOException {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(line) + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
