package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.host.Pages;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.migration.Boards;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.saga.WorkLimits;
import io.umzug.application.work.ProgressBoard;
import io.umzug.infrastructure.axon.AxonConfiguration;
import io.umzug.infrastructure.axon.StoredEvents;
import io.umzug.infrastructure.datafolder.ApiToken;
import io.umzug.infrastructure.estate.ConfiguredEstates;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.HostEntry;
import io.umzug.infrastructure.files.AtlasFileStore;
import io.umzug.infrastructure.files.LocalAtlasFiles;
import io.umzug.infrastructure.files.LocalCsvFiles;
import io.umzug.infrastructure.files.LocalEvidenceStore;
import io.umzug.infrastructure.files.LocalSnapshotFiles;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces.Way;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.infrastructure.host.HttpPages;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.infrastructure.postgres.PostgresConfiguration;
import io.umzug.infrastructure.sqlserver.PasswordFile;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.ssh.SshShell;
import io.umzug.infrastructure.stored.EventJson;
import io.umzug.infrastructure.web.WebConfiguration;
import io.umzug.infrastructure.work.NodeName;
import io.umzug.infrastructure.work.WorkConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ports to adapters: everything that this service is made of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(EstateSettings.class)
@Import({
  PostgresConfiguration.class,
  AxonConfiguration.class,
  WorkConfiguration.class,
  WebConfiguration.class,
  SqlServerComposition.class,
  WorkerComposition.class,
  HostComposition.class,
  ScriptComposition.class,
  PreflightComposition.class,
  TimeComposition.class,
  BackupLogComposition.class
})
class Composition {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  WorkLimits workLimits(
      @Value("${umzug.deadline.databases}") Duration databases,
      @Value("${umzug.deadline.other}") Duration other) {
    return new WorkLimits(databases, other);
  }

  @Bean
  NodeName nodeName(@Value("${umzug.node}") String name) {
    return new NodeName(name);
  }

  @Bean
  ApiToken apiToken(@Value("${umzug.data}") Path data) throws IOException {
    return ApiToken.keptIn(data);
  }

  @Bean
  ServiceAnnouncement serviceAnnouncement(@Value("${umzug.data}") Path data) {
    return new ServiceAnnouncement(data);
  }

  @Bean
  EventHistory eventHistory(JdbcClient database) {
    return new StoredEvents(database, EventJson.mapper());
  }

  @Bean
  Boards boards(
      EventHistory history,
      ProgressBoard progress,
      EstateSettings settings,
      CutOverClock cutOverClock) {
    return new Boards(history, progress, _ -> settings.rehearsal(), cutOverClock);
  }

  @Bean
  Estates estates(EstateSettings settings) {
    return new ConfiguredEstates(settings);
  }

  @Bean
  AtlasFiles atlasFiles() {
    return new LocalAtlasFiles(new AtlasFileStore());
  }

  @Bean
  SnapshotFiles snapshotFiles(@Value("${umzug.data}") Path data) {
    return new LocalSnapshotFiles(data.resolve("snapshots"));
  }

  @Bean
  CsvFiles csvFiles() {
    return new LocalCsvFiles();
  }

  @Bean
  EvidenceStore evidenceStore(@Value("${umzug.data}") Path data) {
    return new LocalEvidenceStore(data.resolve("evidence"));
  }

  @Bean
  Pages pages() {
    return new HttpPages();
  }

  @Bean
  SshHosts sshHosts(EstateSettings settings) {
    return new SshHosts(
        settings.estates().stream()
            .collect(
                Collectors.toMap(
                    EstateEntry::name,
                    estate ->
                        estate.hosts().stream()
                            .collect(Collectors.toMap(HostEntry::name, Composition::sshHost)))));
  }

  private static SshHost sshHost(HostEntry entry) {
    Supplier<String> password =
        entry.passwordFile() == null ? null : PasswordFile.at(entry.passwordFile());
    SshHost.Secret secret;
    if (entry.keyFile() != null) {
      secret = new SshHost.Secret.Key(entry.keyFile(), password);
    } else if (password != null) {
      secret = new SshHost.Secret.Password(password);
    } else {
      throw new IllegalArgumentException(
          "The host %s in the configuration has neither 'key-file' nor 'password-file'."
              .formatted(entry.name()));
    }
    return new SshHost(
        entry.address().isBlank() ? entry.name() : entry.address(),
        entry.port(),
        entry.user(),
        secret,
        entry.hostKey(),
        new SshShell(
            switch (entry.shell()) {
              case CMD -> SshShell.Language.CMD;
              case SH -> SshShell.Language.SH;
            },
            entry.codePage()));
  }

  @Bean
  HostPlaces hostPlaces(EstateSettings settings, SshHosts hosts) {
    return new ConfiguredPlaces(
        settings.estates().stream().collect(Collectors.toMap(EstateEntry::name, Composition::ways)),
        hosts);
  }

  private static List<Way> ways(EstateEntry estate) {
    return Stream.<Way>concat(
            estate.mounts().stream().map(mount -> new Way.Mount(mount.unc(), mount.folder())),
            estate.shares().stream()
                .map(
                    share ->
                        new Way.Account(
                            new SmbShare(
                                share.host(),
                                share.port(),
                                share.share(),
                                share.domain(),
                                share.user(),
                                PasswordFile.at(share.passwordFile())))))
        .toList();
  }

  @Bean
  BackupFiles backupFiles(HostPlaces places) {
    return new SharedBackupFiles(places);
  }
}
