package io.umzug.infrastructure.estate;

import io.umzug.application.backuplog.WatchedLogs;
import io.umzug.application.filesystem.HostPath;
import io.umzug.domain.backuplog.Vocabulary;
import io.umzug.domain.plan.Site;
import io.umzug.infrastructure.estate.EstateSettings.BackupManagerLogEntry;
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
        .flatMap(entry -> log(entry, site));
  }

  private Optional<WatchedLog> log(EstateEntry estate, Site site) {
    XPhoneEntry entry = estate.xphones().get(site);
    if (entry == null || entry.backupManagerLog() == null) {
      return Optional.empty();
    }
    BackupManagerLogEntry log = entry.backupManagerLog();
    return Optional.of(
        new WatchedLog(
            estate.estate(settings.rehearsal()),
            new HostPath(entry.host(), log.file()),
            new Vocabulary(log.backupSucceeded(), log.restoreSucceeded())));
  }
}
