package io.umzug.infrastructure.files;

import io.umzug.application.backuplog.BackupManagerLog.Mark;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.SharedFile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/** An open file of a log. */
final class LogFile implements AutoCloseable {

  /** SFTP tells no less than a second; within one, entries begin with their times. */
  static final Comparator<LogFile> BY_AGE =
      Comparator.comparingLong(LogFile::modifiedMillis).thenComparing(LogFile::start);

  /** Two entries begin differently: their times are in it. */
  private static final int START_BYTES = 256;

  private final String name;
  private final SharedFile file;
  private final String start;

  private LogFile(String name, SharedFile file, String start) {
    this.name = name;
    this.file = file;
    this.start = start;
  }

  /** Empty where there is no such file, perhaps because it was renamed just now. */
  static Optional<LogFile> open(HostFiles files, String path) throws FileTrouble {
    SharedFile file;
    try {
      file = files.share(path);
    } catch (FileTrouble e) {
      boolean missing = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.FOLDER_NOT_FOUND;
      if (missing && files.look(path).isEmpty()) {
        return Optional.empty();
      }
      throw e;
    }
    try {
      byte[] bytes = new byte[START_BYTES];
      int read = file.read(0, bytes, START_BYTES);
      String start = HexFormat.of().formatHex(Arrays.copyOf(bytes, read));
      return Optional.of(new LogFile(files.name(path), file, start));
    } catch (FileTrouble | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Whether it may be the marked file, grown since. */
  boolean continues(Mark mark) {
    return start.startsWith(mark.start()) && bytes() >= mark.position().offset();
  }

  boolean hasKeyOf(Mark mark) {
    return !key().isEmpty() && key().equals(mark.fileKey());
  }

  /** Whether both are one file, which was renamed between the first look and the second. */
  boolean isSameAs(LogFile other) {
    return key().isEmpty()
        ? !start.isEmpty() && start.equals(other.start)
        : key().equals(other.key());
  }

  String name() {
    return name;
  }

  String key() {
    return file.key();
  }

  /** Its first bytes in lower-case hex; fewer than usual where it is short. */
  String start() {
    return start;
  }

  byte[] firstBytes() {
    return HexFormat.of().parseHex(start);
  }

  long bytes() {
    return file.facts().bytes();
  }

  long modifiedMillis() {
    return file.facts().modified().toEpochMilli();
  }

  int read(long offset, byte[] into) throws FileTrouble {
    return file.read(offset, into, into.length);
  }

  @Override
  public void close() {
    file.close();
  }
}
