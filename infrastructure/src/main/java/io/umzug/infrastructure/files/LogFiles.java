package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostFiles.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A log and what it was rotated to. The log itself is opened first: what is renamed after that is
 * still at hand, and is not taken for another.
 */
final class LogFiles implements AutoCloseable {

  private final HostFiles files;
  private final String log;
  private final Optional<LogFile> current;
  private final List<LogFile> rotated = new ArrayList<>();
  private boolean listed;

  LogFiles(HostFiles files, String log) throws FileTrouble {
    this.files = files;
    this.log = log;
    this.current = LogFile.open(files, log);
  }

  /** The log itself; empty where there is none just now. */
  Optional<LogFile> current() {
    return current;
  }

  /** The rotated files, oldest first. */
  List<LogFile> rotated() throws FileTrouble {
    if (!listed) {
      listed = true;
      String folder = files.parent(log);
      if (files.look(folder).isPresent()) {
        for (Entry entry : files.list(folder)) {
          if (!entry.facts().folder() && isRotated(entry.name(), files.name(log))) {
            LogFile.open(files, files.child(folder, entry.name())).ifPresent(this::add);
          }
        }
      }
      rotated.sort(LogFile.BY_AGE);
    }
    return rotated;
  }

  private void add(LogFile file) {
    if (current.filter(file::isSameAs).isPresent()) {
      file.close();
    } else {
      rotated.add(file);
    }
  }

  /** Such as {@code backup.log.1}, {@code backup_2026-11-25.log}, {@code backup.old}. */
  static boolean isRotated(String other, String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 1 ? name : name.substring(0, dot);
    String ending = dot < 1 ? "" : letters(name.substring(dot));
    if (other.equals(name) || !other.startsWith(stem)) {
      return false;
    }
    String added = letters(other.substring(stem.length()));
    return Set.of("", "old", "bak", ending, ending + "old", ending + "bak").contains(added);
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    current.ifPresent(LogFile::close);
    rotated.forEach(LogFile::close);
  }
}
