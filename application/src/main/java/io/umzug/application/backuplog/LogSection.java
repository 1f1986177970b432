package io.umzug.application.backuplog;

import io.umzug.domain.backuplog.BackupLogReader;
import io.umzug.domain.backuplog.LineDecoder.Position;
import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.backuplog.Operation;
import io.umzug.domain.backuplog.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was written into a log while a person was at a step: its latest run, and its bytes. */
final class LogSection implements BackupManagerLog.Sink {

  /** More of a log proves no more. */
  private static final int MOST_EVIDENCE = 4 * 1024 * 1024;

  private final Operation wanted;
  private final BackupLogReader reader;
  private final ByteArrayOutputStream evidence = new ByteArrayOutputStream();
  private @Nullable LogRun latest;

  LogSection(Operation wanted, Vocabulary vocabulary) {
    this.wanted = wanted;
    this.reader = new BackupLogReader(vocabulary, List.of(), this::take);
  }

  @Override
  public void file(String name, byte[] start, Position from) {
    reader.resumeFile(name, start, from);
  }

  @Override
  public void bytes(byte[] bytes, int offset, int count) {
    reader.accept(bytes, offset, count);
    evidence.write(bytes, offset, Math.min(count, MOST_EVIDENCE - evidence.size()));
  }

  /**
   * The latest run of the wanted kind.
   *
   * @param settled whether nothing is being written just now, so that the last line is whole
   */
  Optional<LogRun> latest(boolean settled) {
    if (settled) {
      reader.end();
    } else {
      reader.underWay().ifPresent(this::take);
    }
    return Optional.ofNullable(latest);
  }

  byte[] evidence() {
    return evidence.toByteArray();
  }

  private void take(LogRun run) {
    if (run.operation() == wanted) {
      latest = run;
    }
  }
}
