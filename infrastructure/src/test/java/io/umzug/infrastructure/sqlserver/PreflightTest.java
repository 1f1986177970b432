package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static io.umzug.infrastructure.sqlserver.StandInEstate.XPHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.umzug.application.estate.BackupSettings;
import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.preflight.Network;
import io.umzug.application.preflight.Preflight;
import io.umzug.application.preflight.PreflightLimits;
import io.umzug.application.preflight.PreflightQuestion;
import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Drift;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import io.umzug.infrastructure.files.HostAtlasFiles;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.host.HttpPages;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.infrastructure.host.SystemHostNames;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.estate.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole preflights against the stand-in estate, over the real driver. */
class PreflightTest {

  private static final String EXPRESS = "Express Edition (64-bit)";
  private static final String STANDARD = "Standard Edition (64-bit)";

  /** A service that runs. */
  private static final class RunningService implements ServiceControl {
    private final String account;

    RunningService() {
      this(XPHONE);
    }

    RunningService(String account) {
      this.account = account;
    }

    @Override
    public Status query(Estate estate) throws ServiceProblem {
      return new Status(State.RUNNING, 0, "STATE : 4 RUNNING");
    }

    @Override
    public String account(Estate estate) {
      return account;
    }

    @Override
    public String eventLog(Estate estate) {
      return "";
    }

    @Override
    public Status start(Estate estate) {
      throw new AssertionError("A preflight starts nothing");
    }

    @Override
    public Status stop(Estate estate) {
      throw new AssertionError("A preflight stops nothing");
    }
  }

  /** IIS, as a test wants it. */
  private ApplicationPools pool = ApplicationPools.NONE;

  private String analytics = "";

  @TempDir Path folder;
  private StandInEstate standIn;
  private HttpServer web;
  private ServerSocket directory;

  @BeforeEach
  void start() throws Exception {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    web.start();
    directory = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    standIn = new StandInEstate(folder);
    setUp();
  }

  @AfterEach
  void stop() throws IOException {
    standIn.close();
    web.stop(0);
    directory.close();
  }

  /** Everything as it has to be before a restore by plan C. */
  private void setUp() throws Exception {
    standIn.fill("XPDATA", 100);
    standIn.oldInstance.run("master", "ALTER DATABASE XPDATA SET RECOVERY SIMPLE");
    try (SqlServer server = standIn.connect(NEW, "setup")) {
      server.createDatabase("XPDATA");
      server.grantDatabaseOwner("XPDATA", XPHONE);
      server.enableFilestream();
    }
    standIn.newInstance.restart();
    Files.writeString(
        folder.resolve("atlas.xml"),
        """
        <Atlas><Databases>
          <Db useLogin="Windows" connection="Initial Catalog=XPDATA;Data Source=SQLNEW\\SQL2019"/>
        </Databases></Atlas>
        """);
  }

  private void standInWith(
      String oldVersion, String oldEdition, String newVersion, String newEdition) throws Exception {
    standIn.close();
    standIn =
        new StandInEstate(
            Files.createDirectories(folder.resolve("other")),
            oldVersion,
            oldEdition,
            newVersion,
            newEdition);
    setUp();
  }

  private Estate estate() {
    Estate plain = standIn.estate();
    String url = "http://127.0.0.1:%d/".formatted(web.getAddress().getPort());
    String address = "127.0.0.1:" + directory.getLocalPort();
    return new Estate(
            plain.name(),
            plain.title(),
            true,
            RouteKind.RELOCATION,
            plain.from(),
            plain.to(),
            SHARE,
            plain.sqlServers(),
            List.of(new DatabaseMove("XPDATA", OLD, NEW)),
            new XPhoneHost(
                "XPNEW",
                folder.resolve("atlas.xml").toString(),
                "XPhone",
                XPHONE,
                url,
                analytics,
                List.of(),
                new XPhoneHost.Addresses(address, "", "", ""),
                ""),
            Map.of())
        .with(backup);
  }

  private BackupSettings backup = BackupSettings.PLAIN;

  @Test
  void encrypted_backups_need_the_same_certificate_with_its_key_on_both_sides() throws Exception {
    backup =
        new BackupSettings(
            1,
            1,
            BackupSettings.Compression.AUTO,
            new BackupEncryption("Umzug", BackupEncryption.Algorithm.AES_256));
    assertThat(certificate(OLD).sentence()).contains("is a Express Edition").contains("cannot");

    standInWith(
        "14.0.1000.169", "Standard Edition (64-bit)", "15.0.2000.5", "Developer Edition (64-bit)");
    assertThat(certificate(OLD).observed()).isEqualTo("none");
    standIn.oldInstance.run("master", "CREATE CERTIFICATE Umzug WITH SUBJECT = 'of the old'");
    standIn.newInstance.run("master", "CREATE CERTIFICATE Umzug WITH SUBJECT = 'of the new'");
    assertThat(certificate(OLD).verdict()).isEqualTo(Verdict.PASS);
    assertThat(certificate(NEW).sentence()).contains("is another than that of " + OLD);

    Path file = folder.resolve("umzug.cer");
    Path key = folder.resolve("umzug.key");
    standIn.oldInstance.run(
        "master",
        "BACKUP CERTIFICATE Umzug TO FILE = '%s' WITH PRIVATE KEY (FILE = '%s', ENCRYPTION BY PASSWORD = 'x')"
            .formatted(file, key));
    standIn.newInstance.run(
        "master",
        "DROP CERTIFICATE Umzug; CREATE CERTIFICATE Umzug FROM FILE = '%s'".formatted(file));
    assertThat(certificate(NEW).observed()).isEqualTo("no private key");
    standIn.newInstance.run(
        "master",
        "DROP CERTIFICATE Umzug; CREATE CERTIFICATE Umzug FROM FILE = '%s' WITH PRIVATE KEY (FILE = '%s', DECRYPTION BY PASSWORD = 'x')"
            .formatted(file, key));
    assertThat(certificate(NEW).verdict()).isEqualTo(Verdict.PASS);
    assertThat(certificate(NEW).observed()).isEqualTo(certificate(OLD).observed());
  }

  private Finding certificate(String server) throws InterruptedException {
    return finding(preflight(Plan.C, Occasion.RESTORE), Check.BACKUP_CERTIFICATE, server);
  }

  private PreflightReport preflight(Plan plan, Occasion occasion) throws InterruptedException {
    return preflight(standIn.servers(), new RunningService(), new HttpPages(), plan, occasion);
  }

  private PreflightReport preflight(
      SqlServers servers, ServiceControl control, Pages pages, Plan plan, Occasion occasion)
      throws InterruptedException {
    return new Preflight(
            new Preflight.Ports(
                servers,
                new HostAtlasFiles(Local.PLACES),
                control,
                pool,
                new SharedBackupFiles(
                    new ConfiguredPlaces(
                        Map.of(
                            "test",
                            List.of(new ConfiguredPlaces.Way.Mount(SHARE, standIn.shareFolder))))),
                network(pages)),
            new PreflightLimits(4, Duration.ofSeconds(60)))
        .run(
            estate(),
            new PreflightQuestion(RouteKind.RELOCATION, plan, Downtime.IN_PLACE, occasion));
  }

  private static Network network(Pages pages) {
    return new Network(
        new TcpListeners(SshHosts.NONE), pages, new SystemHostNames(), InstantSource.system());
  }

  private static Finding finding(PreflightReport report, Check check, String subject) {
    return report.findings().stream()
        .filter(finding -> finding.check() == check && finding.subject().equals(subject))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError("No finding %s of %s in %s".formatted(check, subject, report)));
  }

  private static List<Check> failing(PreflightReport report) {
    return report.with(Verdict.FAIL).stream().map(Finding::check).distinct().toList();
  }

  @Test
  void where_all_is_as_it_has_to_be_everything_passes_and_nothing_is_changed() throws Exception {
    int before = Journal.read(standIn.journalFile).size();
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);

    assertThat(report.with(Verdict.FAIL)).isEmpty();
    assertThat(report.with(Verdict.WARNING)).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.findings().stream().map(Finding::check).distinct())
        .containsExactly(Check.values());
    assertThat(finding(report, Check.SHARE, OLD).observed()).isEqualTo("written and read");
    assertThat(finding(report, Check.SHARE, NEW).observed()).isEqualTo("written and read");
    assertThat(finding(report, Check.PORTS, "port 2230 of XPNEW").observed()).isEqualTo("answers");
    assertThat(finding(report, Check.PORTS, "port 2231 of XPNEW").sentence())
        .contains("not configured, so it was not checked");
    assertThat(finding(report, Check.PAGES, "Web-Admin of XPNEW").observed()).isEqualTo("HTTP 200");

    try (var left = Files.list(standIn.shareFolder)) {
      assertThat(left).isEmpty();
    }
    List<Journal.Entry> done = Journal.read(standIn.journalFile);
    assertThat(done.subList(before, done.size()))
        .isNotEmpty()
        .allMatch(entry -> entry.what().startsWith("backup-"))
        .allMatch(entry -> "model".equals(entry.details().get("database")));
  }

  @Test
  void a_second_look_shows_no_drift_and_a_change_is_shown_with_both_values() throws Exception {
    PreflightReport approved = preflight(Plan.C, Occasion.RESTORE);
    assertThat(Drift.between(approved, preflight(Plan.C, Occasion.RESTORE))).isEmpty();

    standIn.oldInstance.run("master", "ALTER DATABASE XPDATA SET RECOVERY FULL");
    List<Drift.Change> changes = Drift.between(approved, preflight(Plan.C, Occasion.RESTORE));
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().check()).isEqualTo(Check.RECOVERY_MODEL);
    assertThat(changes.getFirst().before()).isEqualTo("SIMPLE");
    assertThat(changes.getFirst().now()).isEqualTo("FULL");
    assertThat(changes.getFirst().worsens()).isTrue();
  }

  @Test
  void an_account_without_rights_on_the_share_is_named_with_error_5() throws Exception {
    standIn.arm("share-denied");
    PreflightReport report = preflight(Plan.C, Occasion.START);

    assertThat(failing(report)).containsExactly(Check.SHARE);
    Finding denied = finding(report, Check.SHARE, NEW);
    assertThat(denied.rules()).contains("B2", "B3", "B7");
    assertThat(denied.sentence()).contains("NT Service\\MSSQL$SQL2019", "DOMAIN\\SQLNEW$");
    assertThat(denied.exactText()).contains("Operating system error 5(");
    assertThat(denied.remedy()).contains(SHARE);
    assertThat(finding(report, Check.SHARE, OLD).verdict()).isEqualTo(Verdict.FAIL);

    standIn.mend(Fault.SHARE_DENIED);
    assertThat(failing(preflight(Plan.C, Occasion.START))).isEmpty();
  }

  @Test
  void a_server_that_is_down_fails_once_and_stops_no_other_check() throws Exception {
    standIn.newServer.close();
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);

    assertThat(failing(report)).containsExactly(Check.SERVER_REACHABLE, Check.ATLAS_SERVERS);
    Finding down = finding(report, Check.SERVER_REACHABLE, NEW);
    assertThat(down.rules()).contains("R27");
    assertThat(down.exactText()).isNotBlank();
    assertThat(finding(report, Check.ATLAS_SERVERS, NEW + " in atlas.xml of XPNEW").sentence())
        .contains("endless loop");
    assertThat(finding(report, Check.FILESTREAM, NEW).observed()).isEqualTo("not looked at");
    assertThat(finding(report, Check.SHARE, NEW).sentence()).contains(NEW, "does not answer");
    assertThat(finding(report, Check.SHARE, OLD).verdict()).isEqualTo(Verdict.PASS);
    assertThat(finding(report, Check.PAGES, "Web-Admin of XPNEW").verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void a_service_account_that_is_not_db_owner_fails_by_r25() throws Exception {
    standIn.newInstance.run("XPDATA", "ALTER ROLE db_owner DROP MEMBER [" + XPHONE + "]");
    PreflightReport report = preflight(Plan.C, Occasion.START);

    assertThat(failing(report)).containsExactly(Check.DATABASE_OWNER);
    Finding owner = finding(report, Check.DATABASE_OWNER, "XPDATA on " + NEW);
    assertThat(owner.rules()).containsExactly("R25");
    assertThat(owner.sentence()).contains(XPHONE, "not db_owner");
  }

  @Test
  void a_database_that_is_too_large_for_express_fails_by_r22() throws Exception {
    standInWith("14.0.1000.169", STANDARD, "15.0.2000.5", EXPRESS);
    standIn.oldInstance.run(
        "master", "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 9 GB)");
    assertThat(
            finding(preflight(Plan.A, Occasion.RESTORE), Check.EXPRESS_LIMIT, "XPDATA on " + NEW)
                .verdict())
        .isEqualTo(Verdict.WARNING);

    standIn.oldInstance.run(
        "master", "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 11 GB)");
    PreflightReport report = preflight(Plan.A, Occasion.RESTORE);
    Finding limit = finding(report, Check.EXPRESS_LIMIT, "XPDATA on " + NEW);
    assertThat(limit.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(limit.rules()).containsExactly("R22");
    assertThat(limit.observed()).isEqualTo("11.0 GB");
    assertThat(finding(report, Check.SERVER_EDITION, NEW).verdict()).isEqualTo(Verdict.PASS);
    assertThat(finding(preflight(Plan.B, Occasion.RESTORE), Check.SERVER_EDITION, NEW).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void a_plan_that_contradicts_the_estate_fails_by_r18_and_r19_before_anything_is_done()
      throws Exception {
    PreflightReport planA = preflight(Plan.A, Occasion.START);
    Finding edition = finding(planA, Check.SERVER_EDITION, NEW);
    assertThat(edition.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(edition.sentence()).contains("plan A is for the integrated SQL Express");
    assertThat(finding(planA, Check.SERVER_MACHINE, NEW).sentence())
        .contains("XPNEW", "plan A wants one machine");
    assertThat(failing(planA)).contains(Check.SERVER_EDITION, Check.SERVER_MACHINE);

    PreflightReport planB = preflight(Plan.B, Occasion.START);
    assertThat(finding(planB, Check.SERVER_EDITION, NEW).verdict()).isEqualTo(Verdict.PASS);
    assertThat(failing(planB)).contains(Check.SERVER_MACHINE);
    assertThat(finding(preflight(Plan.C, Occasion.START), Check.SERVER_MACHINE, NEW).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void databases_that_are_larger_than_the_disks_fail_by_b2() throws Exception {
    standInWith("14.0.1000.169", STANDARD, "15.0.2000.5", STANDARD);
    standIn.oldInstance.run(
        "master", "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 10000000 GB)");
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);
    assertThat(failing(report)).containsExactly(Check.RESTORE_ROOM, Check.BACKUP_ROOM);
    assertThat(finding(report, Check.RESTORE_ROOM, "C:\\ of " + NEW).rules()).containsExactly("B2");
    assertThat(finding(report, Check.BACKUP_ROOM, SHARE).sentence()).contains("free", "needs");
  }

  @Test
  void a_database_that_is_not_there_fails_and_no_size_is_made_up() throws Exception {
    standIn.oldInstance.run("master", "DROP DATABASE XPDATA");
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);
    assertThat(failing(report)).containsExactly(Check.RECOVERY_MODEL);
    assertThat(report.with(Verdict.FAIL).getFirst().observed()).isEqualTo("not there");
    assertThat(finding(report, Check.BACKUP_ROOM, SHARE).observed()).isEqualTo("unknown");
    assertThat(finding(report, Check.RESTORE_ROOM, "C:\\ of " + NEW).observed())
        .isEqualTo("unknown");
  }

  @Test
  void a_target_that_is_older_than_the_source_fails_by_m1() throws Exception {
    standInWith("15.0.2000.5", STANDARD, "13.0.1601.5", STANDARD);
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);

    Finding older = finding(report, Check.TARGET_NOT_OLDER, OLD + " to " + NEW);
    assertThat(older.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(older.rules()).containsExactly("M1");
    assertThat(older.observed()).isEqualTo("15.0.2000.5 to 13.0.1601.5");
    assertThat(older.remedy()).contains("script");
    assertThat(finding(report, Check.COMPATIBILITY_LEVEL, "XPDATA on " + NEW).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void a_sql_server_before_2014_fails_as_the_new_one_by_r17() throws Exception {
    standInWith("11.0.2100.60", STANDARD, "11.0.2100.60", STANDARD);
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);
    assertThat(failing(report)).containsExactly(Check.SERVER_VERSION);
    assertThat(finding(report, Check.SERVER_VERSION, NEW).rules()).containsExactly("R17");
    assertThat(finding(report, Check.SERVER_VERSION, OLD).verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void what_the_move_itself_brings_is_a_warning_at_the_start_and_a_failure_later()
      throws Exception {
    standIn.close();
    standIn = new StandInEstate(Files.createDirectories(folder.resolve("fresh")));
    standIn.fill("XPDATA", 5);
    Files.delete(folder.resolve("atlas.xml"));

    PreflightReport start = preflight(Plan.C, Occasion.START);
    assertThat(failing(start)).isEmpty();
    Finding filestream = finding(start, Check.FILESTREAM, NEW);
    assertThat(filestream.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(filestream.sentence()).contains("Row 2 (b)");
    assertThat(finding(start, Check.DATABASE_OWNER, NEW).observed()).isEqualTo("no database yet");

    assertThat(failing(preflight(Plan.C, Occasion.RESTORE)))
        .containsExactly(Check.ATLAS_READABLE, Check.FILESTREAM);
  }

  @Test
  void a_sql_server_that_plan_a_will_install_may_be_missing_and_its_limit_is_known()
      throws Exception {
    standInWith("14.0.1000.169", STANDARD, "15.0.2000.5", EXPRESS);
    standIn.newServer.close();
    // The stand-in's new SQL Server is on a machine of its own, whoever installs it.
    assertThat(failing(preflight(Plan.A, Occasion.START))).containsExactly(Check.SERVER_MACHINE);
    standIn.oldInstance.run(
        "master", "ALTER DATABASE XPDATA MODIFY FILE (NAME = XPDATA, SIZE = 11 GB)");
    PreflightReport report = preflight(Plan.A, Occasion.START);
    assertThat(failing(report)).containsExactly(Check.SERVER_MACHINE, Check.EXPRESS_LIMIT);
    assertThat(finding(report, Check.SERVER_REACHABLE, NEW).sentence()).contains("Row 4");
    assertThat(failing(preflight(Plan.A, Occasion.RESTORE)))
        .contains(Check.SERVER_REACHABLE, Check.ATLAS_SERVERS);
  }

  @Test
  void users_whose_login_stays_behind_are_named() throws Exception {
    standIn.oldInstance.run("master", "CREATE LOGIN clerk WITH PASSWORD = N'Geheim1!'");
    standIn.oldInstance.run("XPDATA", "CREATE USER clerk FOR LOGIN clerk");
    Finding orphans =
        finding(preflight(Plan.C, Occasion.START), Check.ORPHANED_USERS, "XPDATA on " + NEW);
    assertThat(orphans.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(orphans.observed()).isEqualTo("clerk");
  }

  @Test
  void a_login_that_may_too_little_fails_with_the_servers_own_words() throws Exception {
    PreflightReport report =
        preflight(
            standIn.serversAs("guest", "guest"),
            new RunningService(),
            new HttpPages(),
            Plan.C,
            Occasion.RESTORE);
    assertThat(failing(report)).contains(Check.SYSADMIN, Check.DATABASE_CREATION, Check.SHARE);
    assertThat(finding(report, Check.SHARE, NEW).exactText()).contains("262");
    assertThat(finding(report, Check.SYSADMIN, NEW).rules()).containsExactly("R33");
  }

  @Test
  void an_atlas_xml_that_names_a_stranger_fails_by_r29() throws Exception {
    Files.writeString(
        folder.resolve("atlas.xml"),
        """
        <Atlas><Databases>
          <Db connection="Initial Catalog=XPDATA;Data Source=STRANGER"/>
        </Databases></Atlas>
        """);
    PreflightReport report = preflight(Plan.C, Occasion.RESTORE);
    assertThat(failing(report)).containsExactly(Check.ATLAS_SERVERS);
    assertThat(report.with(Verdict.FAIL).getFirst().sentence()).contains("STRANGER", "XPDATA");
    assertThat(report.with(Verdict.FAIL).getFirst().rules()).containsExactly("R27", "R29");
  }

  @Test
  void an_account_that_the_service_does_not_have_is_told_and_its_row_may_still_set_it()
      throws Exception {
    Finding restore = account("LocalSystem", Occasion.RESTORE);
    assertThat(restore.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(restore.sentence()).contains("LocalSystem", XPHONE);
    assertThat(restore.rules()).containsExactly("R27");
    Finding start = account("LocalSystem", Occasion.START);
    assertThat(start.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(start.sentence()).endsWith("Row 7 of the move sets it.");
    assertThat(account("xphone@estate.example", Occasion.RESTORE).verdict())
        .isEqualTo(Verdict.WARNING);
    assertThat(account("estate\\XPhone", Occasion.RESTORE).verdict()).isEqualTo(Verdict.PASS);
  }

  private Finding account(String account, Occasion occasion) throws InterruptedException {
    PreflightReport report =
        preflight(
            standIn.servers(),
            new RunningService(account),
            _ -> new Pages.Visit(200, null),
            Plan.C,
            occasion);
    return finding(report, Check.SERVICE_ACCOUNT, "account of XPhone on XPNEW");
  }

  @Test
  void the_pool_of_analytics_is_asked_where_there_is_a_way_to_it() throws Exception {
    String subject = "Analytics' application pool on XPNEW";
    analytics = "http://127.0.0.1:%d/".formatted(web.getAddress().getPort());
    assertThat(
            finding(preflight(Plan.C, Occasion.RESTORE), Check.APPLICATION_POOL, subject)
                .observed())
        .isEqualTo("not configured");
    pool =
        new ApplicationPools() {
          @Override
          public Optional<Identity> identity(Estate estate) {
            return Optional.of(
                new Identity("Analytics", "ApplicationPoolIdentity", "IIS APPPOOL\\Analytics"));
          }

          @Override
          public void set(Estate estate, String account, Supplier<String> password) {
            throw new AssertionError("A preflight sets nothing");
          }
        };
    Finding own = finding(preflight(Plan.C, Occasion.RESTORE), Check.APPLICATION_POOL, subject);
    assertThat(own.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(own.sentence()).contains("IIS APPPOOL\\Analytics", XPHONE);
    assertThat(own.rules()).containsExactly("R28");
  }

  @Test
  void a_check_that_throws_or_hangs_is_a_failure_and_stops_no_other() throws Exception {
    ServiceControl throwing =
        new ServiceControl() {
          @Override
          public Status query(Estate estate) {
            throw new IllegalStateException("out of order");
          }

          @Override
          public String account(Estate estate) {
            return query(estate).text();
          }

          @Override
          public String eventLog(Estate estate) {
            return "";
          }

          @Override
          public Status start(Estate estate) {
            return query(estate);
          }

          @Override
          public Status stop(Estate estate) {
            return query(estate);
          }
        };
    Pages hanging =
        _ -> {
          Thread.sleep(Duration.ofMinutes(10));
          throw new IOException("never");
        };
    PreflightReport report =
        new Preflight(
                new Preflight.Ports(
                    standIn.servers(),
                    new HostAtlasFiles(Local.PLACES),
                    throwing,
                    ApplicationPools.NONE,
                    new SharedBackupFiles(new ConfiguredPlaces(Map.of())),
                    network(hanging)),
                new PreflightLimits(4, Duration.ofSeconds(15)))
            .run(
                estate(),
                new PreflightQuestion(
                    RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, Occasion.START));
    assertThat(report.findings())
        .anyMatch(
            finding ->
                finding.check() == Check.SERVICE_CONTROL
                    && finding.exactText().contains("out of order"))
        .anyMatch(
            finding ->
                finding.check() == Check.PAGES
                    && finding.observed().contains("did not end within 15 seconds"))
        .anyMatch(
            finding ->
                finding.check() == Check.SHARE
                    && finding.verdict() == Verdict.FAIL
                    && finding.exactText().contains("No way to it is configured"));
    assertThat(finding(report, Check.SYSADMIN, NEW).verdict()).isEqualTo(Verdict.PASS);
  }
}
