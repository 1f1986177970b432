package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.application.host.ThisMachine;
import io.umzug.application.preflight.Network;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.infrastructure.estate.ConfiguredEstates;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.HostEntry;
import io.umzug.infrastructure.files.HostAtlasFiles;
import io.umzug.infrastructure.files.HostCsvFiles;
import io.umzug.infrastructure.files.HostSnapshotFiles;
import io.umzug.infrastructure.files.LocalEvidenceStore;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces.Way;
import io.umzug.infrastructure.filesystem.LocalHostFiles;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.infrastructure.host.HttpPages;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.infrastructure.host.SystemHostNames;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.secrets.Secrets;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.infrastructure.ssh.SshShell;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The estates, their machines, SQL Servers and files, as the configuration describes them; no
 * database is needed for them.
 */
@Configuration(proxyBeanMethods = false)
@Import({SqlServerComposition.class, HostComposition.class})
class EstateComposition {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Estates estates(EstateSettings settings) {
    return new ConfiguredEstates(settings);
  }

  @Bean
  AtlasFiles atlasFiles(HostPlaces places) {
    return new HostAtlasFiles(places);
  }

  @Bean
  HostFiles hereFiles() {
    return new LocalHostFiles(ThisMachine.NAME);
  }

  @Bean
  SnapshotFiles snapshotFiles(
      HostPlaces places, HostFiles here, @Value("${umzug.data}") Path data) {
    return new HostSnapshotFiles(places, here, data.resolve("snapshots"));
  }

  @Bean
  CsvFiles csvFiles(HostPlaces places) {
    return new HostCsvFiles(places);
  }

  @Bean
  EvidenceStore evidenceStore(HostFiles here, @Value("${umzug.data}") Path data) {
    return new LocalEvidenceStore(here, data.resolve("evidence"));
  }

  @Bean
  Pages pages() {
    return new HttpPages();
  }

  @Bean
  Listeners listeners(SshHosts hosts) {
    return new TcpListeners(hosts);
  }

  @Bean
  Network network(Listeners listeners, Pages pages, InstantSource clock) {
    return new Network(listeners, pages, new SystemHostNames(), clock);
  }

  @Bean
  Preflight.Ports preflightPorts(
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ApplicationPools pools,
      BackupFiles files,
      Network network) {
    return new Preflight.Ports(servers, atlas, control, pools, files, network);
  }

  @Bean
  Secrets secrets(EstateSettings settings, @Value("${umzug.data}") Path data) {
    return settings.secretsBelow(data, System.getenv());
  }

  @Bean
  SshHosts sshHosts(EstateSettings settings, Secrets secrets) {
    return new SshHosts(
        settings.estates().stream()
            .collect(
                Collectors.toMap(
                    EstateEntry::name,
                    estate ->
                        estate.hosts().stream()
                            .collect(
                                Collectors.toMap(
                                    HostEntry::name, host -> sshHost(host, secrets))))));
  }

  private static SshHost sshHost(HostEntry entry, Secrets secrets) {
    Supplier<String> password = entry.credential() == null ? null : secrets.of(entry.credential());
    SshHost.Secret secret;
    if (entry.keyFile() != null) {
      secret = new SshHost.Secret.Key(entry.keyFile(), password);
    } else if (password != null) {
      secret = new SshHost.Secret.Password(password);
    } else {
      throw new IllegalArgumentException(
          "The host %s in the configuration has neither 'key-file' nor 'credential'."
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
  HostPlaces hostPlaces(EstateSettings settings, SshHosts hosts, Secrets secrets) {
    return new ConfiguredPlaces(
        settings.estates().stream()
            .collect(Collectors.toMap(EstateEntry::name, estate -> ways(estate, secrets))),
        hosts);
  }

  private static List<Way> ways(EstateEntry estate, Secrets secrets) {
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
                                secrets.of(share.credential())))))
        .toList();
  }

  @Bean
  BackupFiles backupFiles(HostPlaces places) {
    return new SharedBackupFiles(places);
  }
}
