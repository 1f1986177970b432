package io.umzug.server;

import io.umzug.application.backuplog.BackupManagerLogWatch;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.infrastructure.estate.ConfiguredLogs;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.files.HostBackupManagerLog;
import io.umzug.infrastructure.files.LocalLogMarks;
import io.umzug.infrastructure.files.LogWatchLifecycle;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The watch over the Backup-Managers' logs (B6); it stands still where none is configured. */
@Configuration(proxyBeanMethods = false)
class BackupLogComposition {

  private static final Logger LOG = LoggerFactory.getLogger(BackupLogComposition.class);

  @Bean
  ConfiguredLogs watchedLogs(EstateSettings settings) {
    return new ConfiguredLogs(settings);
  }

  @Bean
  HostBackupManagerLog backupManagerLog(HostPlaces places) {
    return new HostBackupManagerLog(places);
  }

  @Bean
  BackupManagerLogWatch backupManagerLogWatch(
      EventHistory history,
      MigrationDesk desk,
      ConfiguredLogs logs,
      HostBackupManagerLog files,
      HostFiles here,
      EvidenceStore evidence,
      @Value("${umzug.data}") Path data) {
    return new BackupManagerLogWatch(
        history,
        desk,
        logs,
        files,
        new LocalLogMarks(here, data.resolve("backup-manager-log")),
        evidence,
        LOG::warn);
  }

  @Bean
  LogWatchLifecycle logWatchLifecycle(
      BackupManagerLogWatch watch,
      ConfiguredLogs logs,
      @Value("${umzug.backup-manager-log.look-every}") Duration pause) {
    return new LogWatchLifecycle(watch, pause, logs.hasAny());
  }
}
