package io.umzug.application.backuplog;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.domain.plan.Site;
import java.util.Optional;

/**
 * Where the Backup-Managers write their logs: configuration, for their headers show it (B1, U2).
 */
@FunctionalInterface
public interface WatchedLogs {

  /**
   * @param estate whose ways lead to the file
   */
  record WatchedLog(Estate estate, HostPath file, Vocabulary vocabulary) {}

  /** Empty where the configuration names none: then a person confirms, as without a log. */
  Optional<WatchedLog> of(String estate, Site site);
}
