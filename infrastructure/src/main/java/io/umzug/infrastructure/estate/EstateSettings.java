package io.umzug.infrastructure.estate;

import io.umzug.application.estate.BackupSettings;
import io.umzug.application.estate.Estate;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.SqlServer.CheckWanted;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.application.verification.ContentsVerification.Setting;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.infrastructure.secrets.Secrets;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What the estate file says of estates, and of where their secrets are. */
@ConfigurationProperties("umzug")
public record EstateSettings(
    @DefaultValue("false") boolean rehearsal,
    @DefaultValue SecretsEntry secrets,
    @DefaultValue List<EstateEntry> estates) {

  /**
   * Where secrets are kept in files.
   *
   * @param folder with a file for each, by its name; without it, {@code secrets} in the data folder
   */
  public record SecretsEntry(@Nullable Path folder) {}

  /** Where the secrets of all credentials come from. */
  public Secrets secretsBelow(Path data, Map<String, String> environment) {
    return Secrets.of(data, secrets.folder(), environment);
  }

  /**
   * One estate.
   *
   * @param usersCsv what V4's Migrations-Manager exported (R6); needed for a transfer from V4 only
   * @param sourceMachine the name of the machine of that V4, of which Umzug needs no more
   * @param backup how its databases are backed up and restored
   * @param verification whether a database that arrived is compared by the rows of its tables, or
   *     by every value, which reads it twice at the source and once at the target
   * @param verificationConnections over which a database is read at a time, 1 to 32
   * @param verificationLeaveOut tables whose values are not read, such as {@code dbo.Archive}
   */
  public record EstateEntry(
      String name,
      String title,
      @DefaultValue("RELOCATION") RouteKind route,
      XPhoneVersion sourceVersion,
      XPhoneVersion targetVersion,
      String backupFolder,
      @DefaultValue List<MountEntry> mounts,
      @DefaultValue List<ShareEntry> shares,
      @DefaultValue List<HostEntry> hosts,
      List<SqlServerEntry> sqlServers,
      List<DatabaseEntry> databases,
      XPhoneEntry xphone,
      @Nullable XPhoneEntry sourceXphone,
      @Nullable XPhoneEntry intermediateXphone,
      @Nullable String usersCsv,
      @Nullable String sourceMachine,
      @DefaultValue BackupEntry backup,
      @DefaultValue("ROWS") Depth verification,
      @DefaultValue("2") int verificationConnections,
      @DefaultValue List<String> verificationLeaveOut) {

    /** How deeply what arrived is compared. */
    public Setting contents() {
      return new Setting(verification, verificationConnections, Set.copyOf(verificationLeaveOut));
    }

    Estate estate(boolean rehearsal) {
      return new Estate(
          name,
          title,
          rehearsal,
          route,
          sourceVersion,
          targetVersion,
          backupFolder,
          sqlServers.stream()
              .map(server -> new SqlServerAddress(server.name(), server.dataSources()))
              .toList(),
          databases.stream()
              .map(
                  entry ->
                      new DatabaseMove(
                          entry.name(), entry.source(), entry.target(), entry.intermediate()))
              .toList(),
          xphone.described(),
          elsewhere(),
          usersCsv,
          sourceMachine,
          backup.described(name));
    }

    private Map<Site, XPhoneHost> elsewhere() {
      Map<Site, XPhoneHost> elsewhere = new EnumMap<>(Site.class);
      xphones().forEach((site, entry) -> elsewhere.put(site, entry.described()));
      elsewhere.remove(Site.TARGET);
      return elsewhere;
    }

    /** Every XPhone server that is described, by its site. */
    public Map<Site, XPhoneEntry> xphones() {
      Map<Site, XPhoneEntry> xphones = new EnumMap<>(Site.class);
      xphones.put(Site.TARGET, xphone);
      if (sourceXphone != null) {
        xphones.put(Site.SOURCE, sourceXphone);
      }
      if (intermediateXphone != null) {
        xphones.put(Site.INTERMEDIATE, intermediateXphone);
      }
      return xphones;
    }
  }

  /**
   * A database and the names of the SQL Servers it moves between.
   *
   * @param source empty in a transfer: no database of a V4 moves (R5)
   */
  public record DatabaseEntry(
      String name,
      @DefaultValue("") String source,
      String target,
      @DefaultValue("") String intermediate) {}

  /**
   * How databases are backed up and restored.
   *
   * @param parallel how many at a time at each SQL Server
   * @param stripes over how many files a backup goes
   * @param consistencyCheck of a restored database, by DBCC CHECKDB
   * @param checkUpToGb larger databases are not checked; 2^30 bytes each
   */
  public record BackupEntry(
      @DefaultValue("2") int parallel,
      @DefaultValue("1") int stripes,
      @DefaultValue("AUTO") BackupSettings.Compression compression,
      @Nullable EncryptionEntry encryption,
      @DefaultValue("FULL") CheckWanted.Extent consistencyCheck,
      @DefaultValue("100") long checkUpToGb) {

    private static final long GIGABYTE = 1L << 30;

    BackupSettings described(String estate) {
      try {
        return new BackupSettings(
            parallel,
            stripes,
            compression,
            encryption == null ? null : encryption.described(),
            new CheckWanted(consistencyCheck, checkUpToGb * GIGABYTE));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Estate %s in the configuration: %s".formatted(estate, e.getMessage()), e);
      }
    }
  }

  /**
   * By what backups are encrypted.
   *
   * @param certificate in master, on every SQL Server of the estate
   */
  public record EncryptionEntry(
      String certificate, @DefaultValue("AES_256") BackupEncryption.Algorithm algorithm) {

    BackupEncryption described() {
      return new BackupEncryption(certificate, algorithm);
    }
  }

  /** A share and the folder under which this machine sees it. */
  public record MountEntry(String unc, Path folder) {}

  /**
   * A share that is used by SMB, as an account of its own.
   *
   * @param unc such as {@code \\SQLNEW\XPhoneBackup}
   * @param domain empty for an account of that machine
   * @param credential the name of the password's secret
   */
  public record ShareEntry(
      String unc,
      @DefaultValue("445") int port,
      @DefaultValue("") String domain,
      String user,
      String credential) {

    private static final Pattern UNC = Pattern.compile("\\\\\\\\([^\\\\]+)\\\\([^\\\\]+)");

    /** The machine's name. */
    public String host() {
      return part(1);
    }

    /** The share's own name. */
    public String share() {
      return part(2);
    }

    private String part(int group) {
      Matcher parts = UNC.matcher(unc);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "'%s' is no share: it is written \\\\HOST\\SHARE".formatted(unc));
      }
      return parts.group(group);
    }
  }

  /**
   * A machine whose files and commands are reached by SSH; without an entry they are this one's.
   *
   * @param name as {@code xphone.host} and others call it
   * @param address where it is reached, where that is not its name
   * @param credential the name of the password's secret; of the key's, where there is one
   * @param keyFile the account's private key
   * @param hostKey the fingerprint of the machine's own key: {@code SHA256:…}
   * @param shell what reads its commands: CMD on Windows, SH elsewhere
   * @param codePage of what its programs say where that is not UTF-8
   */
  public record HostEntry(
      String name,
      @DefaultValue("") String address,
      @DefaultValue("22") int port,
      String user,
      @Nullable String credential,
      @Nullable Path keyFile,
      String hostKey,
      @DefaultValue("CMD") ShellEntry shell,
      @DefaultValue("IBM850") Charset codePage) {}

  /** The shells of machines behind SSH. */
  public enum ShellEntry {
    CMD,
    SH
  }

  /** The ways to log in to a SQL Server. */
  public enum AuthenticationEntry {
    SQL,
    NTLM,
    KERBEROS,
    INTEGRATED
  }

  /**
   * A SQL Server and how Umzug logs in to it.
   *
   * @param host an address such as {@code sqlnew}, {@code sqlnew,1434}, {@code sqlnew\SQL2019}
   * @param port counts more than what the address says
   * @param browserPort the UDP port of its SQL Server Browser
   * @param domain of the Windows account, for NTLM
   * @param credential the name of the password's secret
   * @param keytab for Kerberos without a password and without a ticket cache
   * @param servicePrincipal for Kerberos, where it is not {@code MSSQLSvc/host:port}
   * @param encrypt {@code true}, {@code strict} (TDS 8) or {@code optional}
   * @param trustStore a PKCS #12 or JKS file with the certificates to trust
   * @param queryTimeout zero, as all of them but the first may be, is no limit
   */
  public record SqlServerEntry(
      String name,
      String host,
      @Nullable Integer port,
      @DefaultValue("1434") int browserPort,
      @DefaultValue("SQL") AuthenticationEntry authentication,
      @DefaultValue("") String domain,
      @Nullable String user,
      @Nullable String credential,
      @Nullable Path keytab,
      @Nullable String servicePrincipal,
      @DefaultValue("true") String encrypt,
      @DefaultValue("false") boolean trustServerCertificate,
      @Nullable Path trustStore,
      @Nullable String trustStoreCredential,
      @Nullable String hostNameInCertificate,
      @DefaultValue("15s") Duration loginTimeout,
      @DefaultValue("0s") Duration queryTimeout,
      @DefaultValue("60s") Duration cancelTimeout,
      @DefaultValue("0s") Duration socketTimeout,
      @DefaultValue List<String> dataSources) {}

  /**
   * The log of an XPhone server's Backup-Manager, whose place is shown in its header (B1, U2).
   *
   * @param backupSucceeded words by which it says that a backup of all databases ended well; nobody
   *     outside the vendor knows them
   * @param restoreSucceeded the same for a restore
   */
  public record BackupManagerLogEntry(
      String file,
      @DefaultValue List<String> backupSucceeded,
      @DefaultValue List<String> restoreSucceeded) {}

  /**
   * The IIS application pool of the Analytics site (R28).
   *
   * @param maySet whether Umzug may give it an account
   * @param appcmd the command line that stands for IIS' appcmd.exe and runs on this machine
   * @param powershell the same for Windows PowerShell
   */
  public record ApplicationPoolEntry(
      @DefaultValue("XPhoneConnectAnalytics") String name,
      @DefaultValue("false") boolean maySet,
      @Nullable List<String> appcmd,
      @Nullable List<String> powershell) {}

  /**
   * An XPhone server of one of the sites (U2).
   *
   * @param serviceControl the command line that stands for {@code sc.exe} and runs on this machine
   * @param serviceTimeout how long its service may take to start or to stop
   */
  public record XPhoneEntry(
      String host,
      String atlasFile,
      String serviceName,
      @Nullable List<String> serviceControl,
      @DefaultValue("5m") Duration serviceTimeout,
      String serviceAccount,
      String webAdminUrl,
      @DefaultValue("") String analyticsUrl,
      @DefaultValue List<String> keptFiles,
      @DefaultValue("") String directoryAddress,
      @DefaultValue("") String webApiAddress,
      @DefaultValue("") String mobileWebHost,
      @DefaultValue("") String webApiUrl,
      @DefaultValue ApplicationPoolEntry applicationPool,
      @DefaultValue("") String installationMedium,
      @Nullable BackupManagerLogEntry backupManagerLog) {

    XPhoneHost described() {
      return new XPhoneHost(
          host,
          atlasFile,
          serviceName,
          serviceAccount,
          webAdminUrl,
          analyticsUrl,
          keptFiles,
          new XPhoneHost.Addresses(directoryAddress, webApiAddress, mobileWebHost, webApiUrl),
          installationMedium);
    }
  }
}
