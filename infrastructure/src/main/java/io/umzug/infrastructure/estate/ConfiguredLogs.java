package io.umzug.infrastructure.estate;

import io.umzug.application.backuplog.WatchedLogs;
import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.domain.plan.Site;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.XPhoneEntry;
import java.util.Optional;

/** The logs of the configuration. */
public final class ConfiguredLogs implements WatchedLogs {

  private final EstateSettings settings;

  public ConfiguredLogs(EstateSettings settings) {
    this.settings = settings;
  }

  /** Whether any estate names one: without, nothing is watched. */
  public boolean hasAny() {
    return settings.estates().stream()
        .flatMap(estate -> estate.xphones().values().stream())
        .anyMatch(entry -> entry.backupManagerLog() != null);
  }

  @Override
  public Optional<WatchedLog> of(String estate, Site site) {
    return settings.estates().stream()
        .filter(entry -> entry.name().equals(estate))
        .findFirst()
        .map(EstateEntry::xphones)
        .flatMap(xphones -> Optional.ofNullable(xphones.get(site)))
        .flatMap(ConfiguredLogs::log);
  }

  private static Optional<WatchedLog> log(XPhoneEntry entry) {
    return Optional.ofNullable(entry.backupManagerLog())
        .map(
            log ->
                new WatchedLog(
                    log.file(), new Vocabulary(log.backupSucceeded(), log.restoreSucceeded())));
  }
}
