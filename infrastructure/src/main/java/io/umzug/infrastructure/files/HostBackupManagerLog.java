package io.umzug.infrastructure.files;

import io.umzug.application.backuplog.BackupManagerLog;
import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.OpenPlaces;
import io.umzug.domain.backuplog.LineDecoder;
import io.umzug.domain.backuplog.LineDecoder.Position;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A Backup-Manager's log, wherever it lies. Its files are open only while they are read, and so
 * that its writer may rename them at any time; the connection stays from one look to the next.
 */
public final class HostBackupManagerLog implements BackupManagerLog, AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final OpenPlaces places;

  public HostBackupManagerLog(HostPlaces places) {
    this.places = new OpenPlaces(places);
  }

  @Override
  public synchronized Mark end(Estate estate, HostPath log) throws IOException {
    return places.use(estate, log, HostBackupManagerLog::end);
  }

  private static Mark end(HostFiles files, String log) throws IOException {
    try (LogFiles all = new LogFiles(files, log)) {
      Optional<LogFile> current = all.current();
      if (current.isEmpty()) {
        return Mark.NOTHING;
      }
      LineDecoder decoder = new LineDecoder(_ -> {});
      each(current.get(), 0, decoder::accept);
      return new Mark(current.get().key(), current.get().start(), decoder.position());
    }
  }

  @Override
  public synchronized Stamp stamp(Estate estate, HostPath log) throws IOException {
    return places.use(estate, log, HostBackupManagerLog::stamp);
  }

  private static Stamp stamp(HostFiles files, String log) throws IOException {
    try (LogFiles all = new LogFiles(files, log)) {
      return all.current()
          .map(file -> new Stamp(file.key(), file.bytes(), file.modifiedMillis()))
          .orElseGet(() -> new Stamp("", -1, 0));
    }
  }

  @Override
  public synchronized void read(Estate estate, HostPath log, Mark from, Sink sink)
      throws IOException {
    places.use(
        estate,
        log,
        (files, path) -> {
          read(files, path, from, sink);
          return true;
        });
  }

  private static void read(HostFiles files, String log, Mark from, Sink sink) throws IOException {
    try (LogFiles all = new LogFiles(files, log)) {
      Optional<LogFile> current = all.current();
      if (current.isPresent() && isMarked(current.get(), from, all)) {
        hand(current.get(), from.position(), sink);
        return;
      }
      Optional<LogFile> rotated = rotated(all.rotated(), from);
      if (rotated.isPresent()) {
        hand(rotated.get(), from.position(), sink);
        List<LogFile> since = all.rotated();
        for (LogFile between : since.subList(since.indexOf(rotated.get()) + 1, since.size())) {
          hand(between, Position.START, sink);
        }
      }
      if (current.isPresent()) {
        hand(current.get(), Position.START, sink);
      }
    }
  }

  /** By what the file system calls it; where it was written anew, by how it begins. */
  private static boolean isMarked(LogFile current, Mark mark, LogFiles all) throws FileTrouble {
    if (!current.continues(mark) || current.hasKeyOf(mark)) {
      return current.continues(mark);
    }
    return mark.fileKey().isEmpty()
        || all.rotated().stream().noneMatch(file -> file.continues(mark) && file.hasKeyOf(mark));
  }

  private static Optional<LogFile> rotated(List<LogFile> files, Mark mark) {
    return files.stream()
        .filter(file -> file.continues(mark) && file.hasKeyOf(mark))
        .findFirst()
        .or(
            () ->
                files.stream()
                    .filter(file -> file.continues(mark) && !mark.start().isEmpty())
                    .findFirst());
  }

  private static void hand(LogFile file, Position from, Sink sink) throws FileTrouble {
    sink.file(file.name(), file.firstBytes(), from);
    each(file, from.offset(), sink::bytes);
  }

  /** Takes a part of the bytes. */
  private interface Chunks {
    void take(byte[] bytes, int offset, int count);
  }

  private static void each(LogFile file, long from, Chunks chunks) throws FileTrouble {
    byte[] chunk = new byte[CHUNK];
    long position = from;
    int read = file.read(position, chunk);
    while (read > 0) {
      chunks.take(chunk, 0, read);
      position += read;
      read = file.read(position, chunk);
    }
  }

  @Override
  public synchronized void close() {
    places.close();
  }
}
