package io.umzug.application.backuplog;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.domain.backuplog.LineDecoder.Position;
import java.io.IOException;

/** Driven port: a log that another program writes, rotates and cuts. */
public interface BackupManagerLog {

  /**
   * A place in a log that survives its rotation and this process.
   *
   * @param fileKey what the file system calls the file; empty where it has no name for it
   * @param start its first bytes in lower-case hex; fewer than usual where it was short
   * @param position where a line begins
   */
  record Mark(String fileKey, String start, Position position) {

    /** Before everything in a log that is not there yet. */
    public static final Mark NOTHING = new Mark("", "", Position.START);
  }

  /** Changes whenever the log does; equal stamps mean that nothing was written in between. */
  record Stamp(String fileKey, long bytes, long modifiedMillis) {}

  /** Takes the bytes of one file after the other, oldest first. */
  interface Sink {

    /**
     * The bytes that follow are those of this file.
     *
     * @param start the first bytes of the file, by which its encoding is told
     * @param from where the next bytes stand in it
     */
    void file(String name, byte[] start, Position from);

    void bytes(byte[] bytes, int offset, int count);
  }

  /**
   * Behind the last whole line of the log.
   *
   * @throws IOException where it is there and cannot be read
   */
  Mark end(Estate estate, HostPath log) throws IOException;

  /**
   * @throws IOException where it is there and cannot be looked at
   */
  Stamp stamp(Estate estate, HostPath log) throws IOException;

  /**
   * Hands on every byte behind the mark: the rest of the file it is in, however that is called by
   * now, the files between, and the log itself.
   *
   * @throws IOException where one of them cannot be read
   */
  void read(Estate estate, HostPath log, Mark from, Sink sink) throws IOException;
}
