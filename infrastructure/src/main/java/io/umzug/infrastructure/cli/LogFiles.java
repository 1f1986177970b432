package io.umzug.infrastructure.cli;

import io.umzug.domain.backuplog.BackupLogReader;
import io.umzug.domain.backuplog.EntryAssembler;
import io.umzug.domain.backuplog.LineDecoder;
import io.umzug.domain.backuplog.LogEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The files of one log, rotated and perhaps compressed, read one after the other. */
final class LogFiles {

  private static final int CHUNK = 64 * 1024;

  private record Dated(Path file, @Nullable LocalDateTime first) {}

  private LogFiles() {}

  /** Puts rotated files in the order of their first entries, whatever their names are. */
  static List<Path> inOrder(List<Path> files) throws IOException {
    if (files.size() == 1) {
      return files;
    }
    List<Dated> dated = new ArrayList<>();
    for (Path file : files) {
      dated.add(new Dated(file, firstTime(file)));
    }
    // Without times there is nothing to go by but the order in which they were named.
    if (dated.stream().allMatch(each -> each.first() != null)) {
      dated.sort(Comparator.comparing(each -> Objects.requireNonNull(each.first())));
    }
    return dated.stream().map(Dated::file).toList();
  }

  static void read(List<Path> files, BackupLogReader reader) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (Path file : files) {
      reader.startFile(files.size() == 1 ? "" : file.toString());
      try (InputStream in = open(file)) {
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          reader.accept(chunk, 0, count);
        }
      }
    }
    reader.end();
  }

  private static @Nullable LocalDateTime firstTime(Path file) throws IOException {
    List<LocalDateTime> times = new ArrayList<>();
    EntryAssembler entries = new EntryAssembler(entry -> keepFirst(entry, times));
    LineDecoder lines = new LineDecoder(entries::accept);
    try (InputStream in = open(file)) {
      byte[] start = in.readNBytes(CHUNK);
      lines.accept(start, 0, start.length);
    }
    lines.end();
    entries.end();
    return times.isEmpty() ? null : times.getFirst();
  }

  private static void keepFirst(LogEntry entry, List<LocalDateTime> times) {
    if (times.isEmpty() && entry.time() != null) {
      times.add(entry.time());
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "it is no file, but a folder, a pipe or a device");
    }
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
    try {
      in.mark(2);
      boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return compressed ? new GZIPInputStream(in, CHUNK) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
