package io.umzug.application.backuplog;

import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.domain.plan.Site;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the Backup-Managers write their logs: configuration, for their headers show it (B1, U2).
 */
@FunctionalInterface
public interface WatchedLogs {

  /**
   * @param file as this process reaches it
   */
  record WatchedLog(Path file, Vocabulary vocabulary) {}

  /** Empty where the configuration names none: then a person confirms, as without a log. */
  Optional<WatchedLog> of(String estate, Site site);
}
