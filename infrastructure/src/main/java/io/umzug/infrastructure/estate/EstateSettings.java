package io.umzug.infrastructure.estate;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.XPhoneVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code umzug.estates} as it stands in the service's configuration. */
@ConfigurationProperties("umzug")
public record EstateSettings(
    @DefaultValue("false") boolean rehearsal, @DefaultValue List<EstateEntry> estates) {

  /** One estate. */
  public record EstateEntry(
      String name,
      String title,
      XPhoneVersion sourceVersion,
      XPhoneVersion targetVersion,
      String backupFolder,
      @DefaultValue List<MountEntry> mounts,
      List<SqlServerEntry> sqlServers,
      List<DatabaseEntry> databases,
      XPhoneEntry xphone) {

    Estate estate(boolean rehearsal) {
      return new Estate(
          name,
          title,
          rehearsal,
          sourceVersion,
          targetVersion,
          backupFolder,
          sqlServers.stream()
              .map(server -> new SqlServerAddress(server.name(), server.dataSources()))
              .toList(),
          databases.stream()
              .map(entry -> new DatabaseMove(entry.name(), entry.source(), entry.target()))
              .toList(),
          new XPhoneHost(
              xphone.host(),
              xphone.atlasFile(),
              xphone.serviceName(),
              xphone.serviceAccount(),
              xphone.webAdminUrl(),
              xphone.analyticsUrl()));
    }
  }

  /** A database and the names of the SQL Servers it moves between. */
  public record DatabaseEntry(String name, String source, String target) {}

  /** A share and the folder under which this machine sees it. */
  public record MountEntry(String unc, Path folder) {}

  /**
   * A SQL Server and how Umzug logs in to it.
   *
   * @param passwordFile a file that holds just the password
   * @param encrypt the driver's {@code true}, {@code strict} or {@code false}
   */
  public record SqlServerEntry(
      String name,
      String host,
      @DefaultValue("1433") int port,
      String user,
      Path passwordFile,
      @DefaultValue("true") String encrypt,
      @DefaultValue("false") boolean trustServerCertificate,
      @DefaultValue List<String> dataSources) {}

  /** The target XPhone server (U2). */
  public record XPhoneEntry(
      String host,
      Path atlasFile,
      String serviceName,
      @Nullable List<String> serviceControl,
      String serviceAccount,
      String webAdminUrl,
      @DefaultValue("") String analyticsUrl) {

    /** The command line that stands for {@code sc.exe}. */
    public List<String> control() {
      return serviceControl == null ? List.of("sc.exe") : serviceControl;
    }
  }
}
