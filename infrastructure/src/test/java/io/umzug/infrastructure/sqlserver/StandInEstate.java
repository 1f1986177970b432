package io.umzug.infrastructure.sqlserver;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication;
import io.umzug.application.sqlserver.SqlServerEncryption;
import io.umzug.application.sqlserver.SqlServerEndpoint;
import io.umzug.application.sqlserver.SqlServerTimeouts;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.rehearsal.estate.ArmedFault;
import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Shares;
import io.umzug.rehearsal.sql.InstanceSettings;
import io.umzug.rehearsal.sql.SqlInstance;
import io.umzug.rehearsal.sql.SqlLogin;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Two stand-in SQL Servers behind real sockets, and the share between them. */
final class StandInEstate implements AutoCloseable {

  static final String OLD = "OLDXP\\XPCONNECT";
  static final String NEW = "SQLNEW\\SQL2019";
  static final String OPERATOR = "umzug";
  static final String PASSWORD = "Secret!of the 'move";
  static final String SHARE = "\\\\SQLNEW\\XPhoneBackup";
  static final String ODD = "it's ]odd[";
  static final String XPHONE = "ESTATE\\xphone";

  static final XPhoneHost XPNEW =
      new XPhoneHost("XPNEW", "atlas.xml", "XPhone", XPHONE, "http://x", "http://y", List.of());

  /** A service that stands still, and that nobody may start. */
  static final ServiceControl STOPPED =
      new ServiceControl() {
        @Override
        public Status query(Estate estate) {
          return new Status(State.STOPPED, 0, "STOPPED");
        }

        @Override
        public String account(Estate estate) {
          return estate.xphone().serviceAccount();
        }

        @Override
        public String eventLog(Estate estate) {
          return "";
        }

        @Override
        public Status start(Estate estate) {
          throw new AssertionError("Nobody starts it");
        }

        @Override
        public Status stop(Estate estate) {
          return query(estate);
        }
      };

  final Faults faults;
  final Path journalFile;
  final Path shareFolder;
  final SqlInstance oldInstance;
  final SqlInstance newInstance;
  final TdsServer oldServer;
  final TdsServer newServer;
  private final Journal journal;

  StandInEstate(Path folder) throws IOException {
    this(
        folder,
        "14.0.1000.169",
        "Express Edition (64-bit)",
        "15.0.2000.5",
        "Standard Edition (64-bit)");
  }

  StandInEstate(
      Path folder, String oldVersion, String oldEdition, String newVersion, String newEdition)
      throws IOException {
    faults = Faults.open(folder.resolve("faults"));
    journalFile = folder.resolve("journal");
    journal = Journal.open(journalFile, InstantSource.system());
    shareFolder = Files.createDirectories(folder.resolve("share"));
    Shares shares = new Shares();
    shares.add(SHARE, shareFolder);
    oldInstance =
        SqlInstance.open(
            settings(OLD, folder.resolve("old"), oldVersion, oldEdition), faults, journal, shares);
    newInstance =
        SqlInstance.open(
            settings(NEW, folder.resolve("new"), newVersion, newEdition), faults, journal, shares);
    ServerTls tls = ServerTls.selfSigned(folder.resolve("tls.p12"));
    oldServer = TdsServer.start(InetAddress.getLoopbackAddress(), 0, oldInstance, tls);
    newServer = TdsServer.start(InetAddress.getLoopbackAddress(), 0, newInstance, tls);
  }

  private static InstanceSettings settings(
      String name, Path folder, String version, String edition) {
    return new InstanceSettings(
        name,
        folder,
        version,
        edition,
        "NT Service\\MSSQL$" + name.substring(name.indexOf('\\') + 1),
        List.of(
            new SqlLogin(OPERATOR, PASSWORD, Set.of("sysadmin")),
            new SqlLogin("guest", "guest", Set.of()),
            new SqlLogin("ESTATE\\mover", "of the domain", Set.of("sysadmin"))),
        true,
        "");
  }

  static SqlServerAccess access(String server, int port, String user, String password) {
    return new SqlServerAccess(
            server,
            new SqlServerEndpoint("localhost", "", port),
            new SqlServerAuthentication.SqlLogin(user, () -> password),
            SqlServerEncryption.CHECKED.trustingAnyCertificate())
        .with(SqlServerTimeouts.USUAL.withLogin(Duration.ofSeconds(10)));
  }

  JdbcSqlServers servers() {
    return serversAs(OPERATOR, PASSWORD);
  }

  JdbcSqlServers serversAs(String user, String password) {
    return servers(user, password, Duration.ofMillis(50));
  }

  /** Progress comes from the server's messages alone. */
  SqlServer connectWithoutPolling(String server, String purpose) {
    return servers(OPERATOR, PASSWORD, Duration.ofHours(1)).connect(estate(), server, purpose);
  }

  private JdbcSqlServers servers(String user, String password, Duration pollInterval) {
    return new JdbcSqlServers(
        Map.of(
            "test",
            List.of(
                access(OLD, oldServer.port(), user, password),
                access(NEW, newServer.port(), user, password))),
        pollInterval);
  }

  SqlServer connect(String server, String purpose) {
    return servers().connect(estate(), server, purpose);
  }

  /** Creates the database on the old server, with rows. */
  void fill(String database, int rows) throws Exception {
    oldInstance.run("master", "CREATE DATABASE " + TransactSql.name(database));
    oldInstance.run(
        database,
        "CREATE TABLE dbo.Journal (id int NOT NULL PRIMARY KEY, line nvarchar(200) NOT NULL)");
    oldInstance.run(database, "CREATE TABLE dbo.[empty one] (id int NOT NULL PRIMARY KEY)");
    for (int first = 0; first < rows; first += 500) {
      StringBuilder insert = new StringBuilder("INSERT INTO dbo.Journal (id, line) VALUES ");
      for (int id = first; id < Math.min(rows, first + 500); id++) {
        insert.append(id == first ? "" : ", ").append("(%d, N'Gespräch %d')".formatted(id, id));
      }
      oldInstance.run(database, insert.toString());
    }
  }

  void arm(String fault) {
    faults.arm(ArmedFault.parse(fault));
  }

  void mend(Fault fault) {
    faults.clear(fault);
  }

  long journalled(String what) {
    return Journal.read(journalFile).stream().filter(entry -> entry.what().equals(what)).count();
  }

  /** Everything that was written down, in order. */
  List<String> entries() {
    return Journal.read(journalFile).stream().map(Journal.Entry::what).toList();
  }

  Estate estate() {
    return estate(Map.of());
  }

  /**
   * @param elsewhere the XPhone servers of the other sites
   */
  Estate estate(Map<Site, XPhoneHost> elsewhere) {
    return new Estate(
        "test",
        "Test",
        true,
        RouteKind.RELOCATION,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        SHARE,
        List.of(new SqlServerAddress(OLD, List.of()), new SqlServerAddress(NEW, List.of())),
        List.of(),
        XPNEW,
        elsewhere);
  }

  /** The only estate there is, as it is when it is asked for. */
  static Estates only(Supplier<Estate> estate) {
    return new Estates() {
      @Override
      public List<Estate> all() {
        return List.of(estate.get());
      }

      @Override
      public Estate named(String name) {
        return estate.get();
      }
    };
  }

  @Override
  public void close() {
    oldServer.close();
    newServer.close();
    oldInstance.close();
    newInstance.close();
    journal.close();
  }
}
