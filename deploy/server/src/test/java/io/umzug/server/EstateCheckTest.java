package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.umzug.infrastructure.cli.EstateCommand;
import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import io.umzug.infrastructure.estate.EstateSchema;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Shares;
import io.umzug.rehearsal.host.OpenSshServer;
import io.umzug.rehearsal.host.SambaServer;
import io.umzug.rehearsal.sql.InstanceSettings;
import io.umzug.rehearsal.sql.SqlInstance;
import io.umzug.rehearsal.sql.SqlLogin;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code umzug estate check} against Samba, OpenSSH, a stand-in SQL Server and real pages. */
class EstateCheckTest {

  private static final String OPERATOR_SECRET = "canary-Op-2230";
  private static final String GUEST_SECRET = "canary-Guest-2231";
  private static final String WRONG_SECRET = "canary-Wrong-2232";

  private record Run(int exitCode, String out) {}

  @TempDir static Path own;
  private static Path shared = Path.of("");
  private static SambaServer samba;
  private static OpenSshServer sshd;
  private static Journal journal;
  private static SqlInstance instance;
  private static TdsServer sqlServer;
  private static HttpServer pages;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(SambaServer.isAvailable(), "Samba is not installed, or this is not root");
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH is not installed");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    shared = Files.createDirectory(own.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(shared.resolve("a.bak"), "a backup");
    samba = SambaServer.start(Files.createDirectory(own.resolve("samba")), Map.of("XP", shared));
    sshd =
        OpenSshServer.start(
            Files.createDirectory(own.resolve("sshd")), System.getProperty("user.name"));
    journal = Journal.open(own.resolve("journal"), InstantSource.system());
    instance =
        SqlInstance.open(
            new InstanceSettings(
                "SQLNEW",
                own.resolve("sql"),
                "15.0.2000.5",
                "Standard Edition (64-bit)",
                "NT Service\\MSSQLSERVER",
                List.of(
                    new SqlLogin("operator", OPERATOR_SECRET, Set.of("sysadmin")),
                    new SqlLogin("guest", GUEST_SECRET, Set.of())),
                true,
                ""),
            Faults.open(own.resolve("faults")),
            journal,
            new Shares());
    sqlServer =
        TdsServer.start(
            InetAddress.getLoopbackAddress(),
            0,
            instance,
            ServerTls.selfSigned(own.resolve("tls.p12")));
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
    pages.start();
    Path xphone = Files.createDirectory(own.resolve("xphone"));
    Files.writeString(
        xphone.resolve("atlas.xml"),
        """
        <Atlas><Databases><Entry connection="Integrated Security=SSPI;Initial Catalog=XPDATA;Data Source=SQLOLD"/></Databases></Atlas>
        """);
    Files.writeString(xphone.resolve("XPhone.lic"), "a licence");
    Files.writeString(xphone.resolve("sc"), "echo '        STATE : 4  RUNNING'\n");
    secret("operator", OPERATOR_SECRET);
    secret("guest", GUEST_SECRET);
    secret("wrong", WRONG_SECRET);
    secret("share", SambaServer.PASSWORD);
  }

  private static void secret(String name, String secret) throws IOException {
    OwnerOnlyFile.write(own.resolve("data/secrets").resolve(name), secret + "\n");
  }

  @AfterAll
  static void stop() throws Exception {
    if (pages != null) {
      pages.stop(0);
      sqlServer.close();
      instance.close();
      journal.close();
      sshd.close();
    }
    if (samba != null) {
      samba.close();
    }
  }

  private static Run umzug(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        UmzugCommand.commandLine(new EstateCommand(new ComposedEstateChecks(), EstateSchema::text));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(out, true));
    int exitCode =
        commandLine.execute(
            Stream.concat(Stream.of(arguments), Stream.of("--data", own.resolve("data").toString()))
                .toArray(String[]::new));
    return new Run(exitCode, out.toString());
  }

  private static Path file(String name, String shares, String hosts, String servers)
      throws IOException {
    String xphone =
        """
                host: OLDXP
                atlas-file: '%1$s/xphone/atlas.xml'
                service-name: XPhone
                service-control: ['/bin/sh', '%1$s/xphone/sc']
                service-account: 'ACME\\xphone'
                web-admin-url: 'http://127.0.0.1:%2$d/'
                kept-files: ['%1$s/xphone/XPhone.lic']
        """
            .formatted(own, pages.getAddress().getPort());
    String text =
        """
        umzug:
          estates:
            - name: acme
              title: ACME
              source-version: V8
              target-version: V9
              backup-folder: '\\\\127.0.0.1\\XP'
              shares:
                - { unc: '\\\\127.0.0.1\\XP', port: %1$d, user: xphone, credential: share }
        %2$s      hosts:
                - { name: NEWXP, address: 127.0.0.1, port: %3$d, user: %4$s, key-file: '%5$s', host-key: '%6$s', shell: sh }
        %7$s      sql-servers:
                - { name: SQLNEW, host: 127.0.0.1, port: %8$d, user: operator, credential: operator, trust-server-certificate: true }
        %9$s      databases:
                - { name: XPDATA, source: SQLNEW, target: SQLNEW }
              source-xphone:
        %10$s      xphone:
        %11$s"""
            .formatted(
                samba.port(),
                shares,
                sshd.port(),
                sshd.user(),
                sshd.key(),
                sshd.fingerprint(),
                hosts,
                sqlServer.port(),
                servers,
                xphone,
                xphone.replace("OLDXP", "NEWXP").replace("atlas.xml", "not-yet.xml"));
    return Files.writeString(own.resolve(name), text);
  }

  /** Everything below the folder, with its time. */
  private static Map<Path, FileTime> seen(Path folder) throws IOException {
    Map<Path, FileTime> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.toList()) {
        seen.put(each, Files.getLastModifiedTime(each));
      }
    }
    return seen;
  }

  @Test
  void where_all_is_well_every_entry_says_so_and_nothing_is_changed() throws Exception {
    Path file = file("good.yaml", "", "", "");
    Map<Path, FileTime> before = seen(shared);
    Map<Path, FileTime> xphone = seen(own.resolve("xphone"));
    Map<Path, FileTime> data = seen(own.resolve("data"));

    Run run = umzug("estate", "check", file.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("good.yaml has no mistakes; it describes acme.")
        .contains("Its secret is in the file " + own.resolve("data/secrets/share"))
        .contains("share \\\\127.0.0.1\\XP (line 9)", "\\\\127.0.0.1\\XP: 1 entries, ")
        .contains("host NEWXP (line 11)", "its key is the one known, and ")
        .contains("SQL Server SQLNEW (line 13)")
        .contains("SQL Server 15.0.2000.5, Standard Edition (64-bit); the login is sysadmin.")
        .contains("atlas.xml names 1 databases: XPDATA at SQLOLD.")
        .contains("The service control manager knows XPhone on OLDXP: RUNNING.")
        .contains("Web-Admin answers at", "XPhone.lic is there.")
        .contains("remark atlas.xml", "not-yet.xml", "(R24, rows 4 to 6)")
        .contains(" 3 with a remark, 0 not.");
    noSecretIn(run);
    assertThat(seen(shared)).isEqualTo(before);
    assertThat(seen(own.resolve("xphone"))).isEqualTo(xphone);
    assertThat(seen(own.resolve("data"))).isEqualTo(data);
    assertThat(Journal.read(own.resolve("journal"))).isEmpty();
  }

  @Test
  void every_broken_entry_says_what_is_wrong_with_its_line_and_no_secret() throws Exception {
    Path file =
        file(
            "broken.yaml",
            """
                    - { unc: '\\\\localhost\\XP', port: %1$d, user: xphone, credential: wrong }
                    - { unc: '\\\\127.0.0.1\\NONE', port: %1$d, user: xphone, credential: share }
            """
                .formatted(samba.port()),
            """
                    - { name: SQLNEW, address: 127.0.0.1, port: %1$d, user: %2$s, key-file: '%3$s', host-key: 'SHA256:%4$s' }
                    - { name: OLDXP, address: 127.0.0.1, port: %1$d, user: %2$s, credential: nobody, host-key: '%5$s' }
            """
                .formatted(
                    sshd.port(), sshd.user(), sshd.key(), "A".repeat(43), sshd.fingerprint()),
            """
                    - { name: GUEST, host: 127.0.0.1, port: %1$d, user: guest, credential: guest, trust-server-certificate: true }
                    - { name: WRONG, host: 127.0.0.1, port: %1$d, user: operator, credential: wrong, trust-server-certificate: true }
            """
                .formatted(sqlServer.port()));

    Run run = umzug("estate", "check", file.toString(), "--json");

    assertThat(run.exitCode()).as(run.out()).isEqualTo(4);
    noSecretIn(run);
    JsonNode tried = JsonMapper.shared().readTree(run.out()).path("tried");
    bad(tried, 10, "secret", "no secret for the credential 'share'", false);
    bad(tried, 10, "folder", "refused the account or its password", true);
    bad(tried, 11, "folder", "There is no such share.", true);
    bad(tried, 14, "login", "shows a key that is not the one known", true);
    bad(tried, 15, "secret", "There is no secret for the credential 'nobody'", true);
    bad(tried, 15, "login", "There is no secret for the account", true);
    bad(tried, 18, "login", "is not sysadmin", true);
    bad(tried, 19, "login", "WRONG", true);
    assertThat(run.out()).contains("Login failed for user 'operator'", sshd.fingerprint());
  }

  private static void bad(JsonNode tried, int line, String what, String sentence, boolean there) {
    List<String> told =
        StreamSupport.stream(tried.spliterator(), false)
            .filter(each -> each.path("line").asInt() == line)
            .filter(each -> each.path("tried").asString().equals(what))
            .filter(each -> each.path("outcome").asString().equals("bad"))
            .map(each -> each.path("sentence").asString() + each.path("remedy").asString())
            .toList();
    assertThat(told.stream().anyMatch(each -> each.contains(sentence)))
        .as("line %d says %s", line, told)
        .isEqualTo(there);
  }

  private static void noSecretIn(Run run) {
    assertThat(run.out())
        .doesNotContain(OPERATOR_SECRET, GUEST_SECRET, WRONG_SECRET, SambaServer.PASSWORD);
  }

  @Test
  void mistakes_are_told_with_their_places_and_then_nothing_is_tried() throws Exception {
    Path file = file("mistaken.yaml", "", "", "");
    Files.writeString(
        file, Files.readString(file).replace("target: SQLNEW", "target: SQLNWE, sorce: x"));

    Run run = umzug("estate", "check", file.toString(), "--estate", "other");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains(file + ":15:51: 'target' is 'SQLNWE'", "Did you mean 'SQLNEW'?")
        .contains(file + ":15:59: A database has no setting 'sorce'. Did you mean 'source'?")
        .contains("2 mistakes; nothing was tried.");
  }

  @Test
  void an_estate_that_is_not_there_and_a_file_that_is_not_there_are_told() throws Exception {
    Path file = file("good.yaml", "", "", "");
    Run other = umzug("estate", "check", file.toString(), "--estate", "other", "--offline");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.out()).contains("No estate is called 'other'. The file describes: acme.");
    Run none = umzug("estate", "check", own.resolve("none.yaml").toString());
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.out()).contains("none.yaml: there is no such file.");
    assertThat(umzug("estate", "check", file.toString(), "--offline").out())
        .contains("Nothing was tried (--offline).");
  }
}
