package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.script.ImportPosition;
import io.umzug.domain.script.Resumption.InFlight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been begun of an import, one line each, on disk before it is begun. It lies beside the
 * script and is kept when all is over; while it is open, nobody else imports the script there.
 */
final class ImportJournal implements AutoCloseable {

  private static final String FIRST_LINE = "umzug-import 1";
  private static final int LONGEST = 64 * 1024 * 1024;

  private final Path file;
  private final FileChannel channel;
  private @Nullable String identity;
  private boolean marked;
  private boolean ended;
  private boolean complete;
  private @Nullable InFlight inFlight;
  private @Nullable Stop stop;

  /**
   * A batch that failed.
   *
   * @param before hash of every batch before it
   */
  record Stop(long batch, String before) {}

  private ImportJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Path beside(Path script, String server, String database) {
    String target = ScriptReading.hash(List.of((server + "|" + database).toLowerCase(Locale.ROOT)));
    return script.resolveSibling(script.getFileName() + ".umzug-import-" + target.substring(0, 8));
  }

  /** Empty where another import has it open. */
  static Optional<ImportJournal> open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      ImportJournal journal = new ImportJournal(file, channel);
      journal.read();
      return Optional.of(journal);
    } catch (OverlappingFileLockException _) {
      channel.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void read() throws IOException {
    long size = channel.size();
    if (size > LONGEST) {
      throw damaged();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until all is read.
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    // A line without its end was being written when the process was killed.
    int end = text.lastIndexOf('\n') + 1;
    List<String> lines = text.substring(0, end).lines().toList();
    boolean begun =
        lines.isEmpty()
            ? (FIRST_LINE + "\n").startsWith(text)
            : lines.getFirst().equals(FIRST_LINE);
    if (!begun) {
      throw damaged();
    }
    try {
      lines.stream().skip(1).forEach(line -> take(line.split(" ")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw damaged();
    }
    channel.truncate(end);
    channel.position(end);
  }

  private FileSystemException damaged() {
    return new FileSystemException(
        file.toString(),
        null,
        "this is no journal of an import, or a damaged one. Look in the target at what was run;"
            + " then move it away");
  }

  private void take(String[] words) {
    switch (words[0]) {
      case "script" -> identity = words[1];
      case "marked" -> marked = true;
      case "begin" -> {
        stop = null;
        inFlight =
            new InFlight(
                new ImportPosition(Long.parseLong(words[1]), Integer.parseInt(words[2])),
                words[3].equals("-") ? null : Boolean.valueOf(words[3]));
      }
      case "failed" -> stop = new Stop(Long.parseLong(words[1]), words[2]);
      case "done" -> inFlight = null;
      case "ended" -> ended = true;
      case "complete" -> complete = true;
      default -> {}
    }
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
    take(line.split(" "));
  }

  Path file() {
    return file;
  }

  Optional<String> identity() {
    return Optional.ofNullable(identity);
  }

  /** Whether the target has been marked, so that batches may have been run. */
  boolean isMarked() {
    return marked;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isComplete() {
    return complete;
  }

  /** Where the import stopped by itself, if nothing was begun since. */
  Optional<Stop> stop() {
    return Optional.ofNullable(stop);
  }

  Optional<InFlight> inFlight() {
    return Optional.ofNullable(inFlight);
  }

  /** Begins anew; nothing of what was written before counts any more. */
  void begin(String script, String server, String database) throws IOException {
    marked = false;
    ended = false;
    complete = false;
    inFlight = null;
    stop = null;
    channel.truncate(0);
    channel.position(0);
    write("%s\ntarget %s %s".formatted(FIRST_LINE, server, database.replaceAll("\\s", "_")));
    write("script " + script);
  }

  void targetMarked() throws IOException {
    write("marked");
  }

  void begin(InFlight run) throws IOException {
    write(
        "begin %d %d %s"
            .formatted(
                run.at().batch(),
                run.at().times(),
                run.databaseBefore() == null ? "-" : run.databaseBefore()));
  }

  void done(ImportPosition at) throws IOException {
    write("done %d %d".formatted(at.batch(), at.times()));
  }

  void failed(Stop at) throws IOException {
    write("failed %d %s".formatted(at.batch(), at.before()));
  }

  /** The same import, with a script that was changed where it has not come to. */
  void goOnAs(String script) throws IOException {
    write("script " + script);
  }

  void allBatchesRun() throws IOException {
    write("ended");
  }

  void complete() throws IOException {
    write("complete");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
