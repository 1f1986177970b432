package io.umzug.domain.backuplog;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bytes of one log or of its rotated files in, runs out; in the order of time. */
public final class BackupLogReader {

  private final LogAnalysis analysis;
  private final EntryAssembler assembler;
  private @Nullable LineDecoder decoder;
  private long lines;
  private boolean withinAnEntry;

  public BackupLogReader(
      Vocabulary vocabulary, List<String> serviceAccounts, Consumer<LogRun> runs) {
    analysis = new LogAnalysis(vocabulary, serviceAccounts, runs);
    assembler = new EntryAssembler(this::take);
  }

  /** The bytes that follow are those of this file; the one before is at its end. */
  public void startFile(String name) {
    resumeFile(name, new byte[0], LineDecoder.Position.START);
  }

  /**
   * The bytes that follow are those of this file from a position on at which a line begins. What is
   * wrapped from an entry before it is no entry of its own, and is passed over.
   *
   * @param start the first bytes of the file, by which its encoding is told
   */
  public void resumeFile(String name, byte[] start, LineDecoder.Position from) {
    endFile();
    assembler.startFile(name);
    decoder = LineDecoder.resumed(start, from, this::take);
    withinAnEntry = from.offset() > 0;
  }

  /** Takes the next bytes of the file that was started. */
  public void accept(byte[] bytes, int offset, int count) {
    if (decoder == null) {
      startFile("");
    }
    if (decoder != null) {
      decoder.accept(bytes, offset, count);
    }
  }

  private void endFile() {
    if (decoder != null) {
      decoder.end();
      decoder = null;
    }
  }

  /** The log ends here. */
  public void end() {
    endFile();
    assembler.end();
    analysis.end();
  }

  public Optional<LogRun> underWay() {
    return analysis.underWay();
  }

  /** Whether anything in it was an entry of such a log: a time, then a level. */
  public boolean isUnderstood() {
    return analysis.isUnderstood();
  }

  /** Lines so far, in all files. */
  public long lines() {
    return lines;
  }

  private void take(LogLine line) {
    lines += line.goesOn() ? 0 : 1;
    assembler.accept(line);
  }

  private void take(LogEntry entry) {
    withinAnEntry = withinAnEntry && entry.time() == null;
    if (!withinAnEntry) {
      analysis.accept(entry);
    }
  }
}
