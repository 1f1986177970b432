package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * What was really done to the estate, one JSON object a line, forced to disk before the caller goes
 * on: the independent witness of a rehearsal.
 */
public final class Journal implements AutoCloseable {

  /**
   * One thing that happened.
   *
   * @param at ISO instant
   * @param where the server or folder, such as {@code SQLNEW\SQL2019}
   * @param what past tense, such as {@code restore-completed}
   * @param details names and figures, such as {@code database}
   */
  public record Entry(String at, String where, String what, Map<String, String> details) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final InstantSource clock;

  private Journal(Path file, FileChannel channel, InstantSource clock) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
  }

  public static Journal open(Path file, InstantSource clock) {
    try {
      return new Journal(
          file,
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
          clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the estate's journal " + file, e);
    }
  }

  public synchronized void record(String where, String what, Map<String, String> details) {
    Entry entry = new Entry(clock.instant().toString(), where, what, details);
    try {
      ByteBuffer line =
          ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the estate's journal " + file, e);
    }
  }

  /** Reads a journal; a last line torn by a kill is left out. */
  public static List<Entry> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file);
      List<Entry> entries = new ArrayList<>();
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        if (!line.isBlank()) {
          entries.add(JSON.readValue(line, Entry.class));
        }
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the estate's journal " + file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the estate's journal " + file, e);
    }
  }
}
