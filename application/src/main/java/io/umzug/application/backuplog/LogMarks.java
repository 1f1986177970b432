package io.umzug.application.backuplog;

import io.umzug.application.backuplog.BackupManagerLog.Mark;
import io.umzug.domain.migration.MigrationId;
import java.io.IOException;
import java.util.Optional;

/** Driven port: where in a log the part that belongs to a piece of work begins; durable. */
public interface LogMarks {

  /**
   * @throws IOException where it cannot be read
   */
  Optional<Mark> of(MigrationId move, String workId) throws IOException;

  /**
   * Keeps the mark, in place of an earlier one of the same work.
   *
   * @throws IOException where it cannot be written; the earlier one stays then
   */
  void keep(MigrationId move, String workId, Mark mark) throws IOException;
}
