package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.worker.AtlasRewriteWorker;
import io.umzug.application.worker.BackupWorker;
import io.umzug.application.worker.BatchFilesWorker;
import io.umzug.application.worker.CsvCheckWorker;
import io.umzug.application.worker.DatabaseCreationWorker;
import io.umzug.application.worker.FilestreamWorker;
import io.umzug.application.worker.RestartWorker;
import io.umzug.application.worker.RestoreWorker;
import io.umzug.application.worker.ServiceStartWorker;
import io.umzug.application.worker.ServiceStopWorker;
import io.umzug.application.worker.SnapshotRestoreWorker;
import io.umzug.application.worker.SnapshotWorker;
import io.umzug.application.worker.SqlServerProbeWorker;
import io.umzug.application.worker.TargetSurveyWorker;
import io.umzug.application.worker.VerificationWorker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The workers, each with its ports. */
@Configuration(proxyBeanMethods = false)
class WorkerComposition {

  @Bean
  BackupWorker backupWorker(
      Estates estates, SqlServers servers, BackupFiles files, ContentsVerification verification) {
    return new BackupWorker(estates, servers, files, verification);
  }

  @Bean
  DatabaseCreationWorker databaseCreationWorker(Estates estates, SqlServers servers) {
    return new DatabaseCreationWorker(estates, servers);
  }

  @Bean
  FilestreamWorker filestreamWorker(Estates estates, SqlServers servers) {
    return new FilestreamWorker(estates, servers);
  }

  @Bean
  SqlServerProbeWorker sqlServerProbeWorker(Estates estates, SqlServers servers, AtlasFiles atlas) {
    return new SqlServerProbeWorker(estates, servers, atlas);
  }

  @Bean
  AtlasRewriteWorker atlasRewriteWorker(Estates estates, AtlasFiles atlas, ServiceControl control) {
    return new AtlasRewriteWorker(estates, atlas, control);
  }

  @Bean
  ServiceStartWorker serviceStartWorker(
      Estates estates,
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ApplicationPools pools,
      Pages pages) {
    return new ServiceStartWorker(estates, servers, atlas, control, pools, pages);
  }

  @Bean
  RestoreWorker restoreWorker(
      Estates estates,
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ContentsVerification verification) {
    return new RestoreWorker(estates, servers, atlas, control, verification);
  }

  @Bean
  RestartWorker restartWorker(Estates estates, ServiceControl control, Pages pages) {
    return new RestartWorker(estates, control, pages);
  }

  @Bean
  ServiceStopWorker serviceStopWorker(Estates estates, ServiceControl control) {
    return new ServiceStopWorker(estates, control);
  }

  @Bean
  SnapshotWorker snapshotWorker(
      Estates estates,
      SqlServers servers,
      BackupFiles backups,
      SnapshotFiles files,
      ContentsVerification verification) {
    return new SnapshotWorker(estates, servers, backups, files, verification);
  }

  @Bean
  SnapshotRestoreWorker snapshotRestoreWorker(
      Estates estates,
      SqlServers servers,
      SnapshotFiles files,
      ServiceControl control,
      ContentsVerification verification) {
    return new SnapshotRestoreWorker(estates, servers, files, control, verification);
  }

  @Bean
  TargetSurveyWorker targetSurveyWorker(Estates estates, SqlServers servers, AtlasFiles atlas) {
    return new TargetSurveyWorker(estates, servers, atlas);
  }

  @Bean
  VerificationWorker verificationWorker(Estates estates, SqlServers servers) {
    return new VerificationWorker(estates, servers);
  }

  @Bean
  BatchFilesWorker batchFilesWorker(
      Estates estates, HostCommands commands, ServiceControl control, EvidenceStore evidence) {
    return new BatchFilesWorker(estates, commands, control, evidence);
  }

  @Bean
  CsvCheckWorker csvCheckWorker(Estates estates, CsvFiles files) {
    return new CsvCheckWorker(estates, files);
  }
}
