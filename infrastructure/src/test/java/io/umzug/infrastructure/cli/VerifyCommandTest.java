package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.verification.Fingerprints;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDigest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Servers servers = new Servers();

  /** What the databases hold; each table is told as it is read. */
  private static final class Servers implements Fingerprints {
    private final Map<String, List<TableFingerprint>> held = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private String failsAt = "";

    @Override
    public Set<String> tables(SqlServerAccess access, String purpose, String database) {
      return held.getOrDefault(access.server() + " " + database, List.of()).stream()
          .map(TableFingerprint::table)
          .collect(Collectors.toSet());
    }

    @Override
    public synchronized DatabaseFingerprint take(
        SqlServerAccess access,
        String purpose,
        FingerprintOrder order,
        FingerprintProgress progress) {
      List<TableFingerprint> tables =
          held.getOrDefault(access.server() + " " + order.database(), List.of());
      tables = tables.stream().filter(table -> !order.leaveOut().contains(table.table())).toList();
      for (TableFingerprint table : tables) {
        if (order.known().contains(table)) {
          continue;
        }
        if (table.table().equals(failsAt)) {
          throw new SqlServerFailure(
              access.server(),
              "refused",
              List.of(new SqlServerError(229, 14, 5, "The SELECT permission was denied")),
              null);
        }
        read.add(purpose + " " + table.table());
        progress.finished(table);
        progress.reached(50, 100);
      }
      return new DatabaseFingerprint(
          access.server(), order.database(), TableDigest.METHOD, Consistency.NOT_ISOLATED, tables);
    }
  }

  @Test
  void nothing_compared_is_never_the_same() throws Exception {
    assertThat(run("--target-server=new", "--against=" + folder.resolve("none"))).isEqualTo(4);
    assertThat(err.toString()).contains("none: there is no such file.");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(run("--target-server=new", "--against=" + empty)).isEqualTo(4);
    assertThat(err.toString()).contains("empty holds no fingerprints: nothing was compared.");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, '\n', 0});
    assertThat(run("--target-server=new", "--against=" + binary)).isEqualTo(4);
    assertThat(run("--target-server=new", "--against=" + folder)).isEqualTo(4);
    assertThat(err.toString()).contains("is no file, but a folder");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_file_is_written_by_one_at_a_time() throws Exception {
    Path file = folder.resolve("old.fingerprints");
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1")));
    try (FingerprintFile _ = FingerprintFile.toWrite(file)) {
      assertThat(run("--source-server=old", "-d=XPDATA", "--out=" + file)).isEqualTo(4);
    }
    assertThat(err.toString()).contains("Another verify is writing " + file + " now.");
    assertThat(run("--source-server=old", "-d=XPDATA", "--out=" + file)).isZero();
  }

  @Test
  void a_file_is_about_one_server_and_what_failed_leaves_nothing_in_it() {
    Path file = folder.resolve("old.fingerprints");
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1")));
    servers.held.put("new XPDATA", List.of(table("dbo.A", "1")));
    servers.held.put("old XPSTAT", List.of(table("dbo.B", "1")));
    servers.failsAt = "dbo.B";
    assertThat(run("--source-server=old", "-d=XPDATA,XPSTAT", "--out=" + file)).isEqualTo(8);
    assertThat(run("--source-server=other", "-d=XPDATA", "--out=" + file)).isEqualTo(4);
    assertThat(err.toString()).contains("holds XPDATA of old. Name another file, or say --anew");
    assertThat(run("--target-server=new", "--against=" + file)).isZero();
    assertThat(run("--source-server=new", "-d=XPDATA", "--out=" + file, "--anew")).isZero();
  }

  @Test
  void a_table_to_leave_out_is_one_of_either_side() {
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1"), table("[a.b].[c]", "1")));
    servers.held.put("new XPDATA", List.of(table("dbo.A", "1"), table("dbo.Mark", "1")));
    String[] both = {"--source-server=old", "--target-server=new", "-d=XPDATA", ""};
    both[3] = "--leave-out=[a.b].c,dbo.Mark";
    assertThat(run(both)).isZero();
    both[3] = "--leave-out=dbo.NOPE,dbo.A";
    assertThat(run(both)).isEqualTo(4);
    assertThat(err.toString()).contains("there is no table dbo.NOPE.");
  }

  private static TableFingerprint table(String name, String sum) {
    return new TableFingerprint(name, 3, sum, "c", List.of("version"));
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        UmzugCommand.commandLine(
            new Screen(false, 100, false, false, _ -> {}), VerifyCommand.of(servers));
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(
        Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void two_servers_that_hold_the_same() {
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1"), table("dbo.B", "2")));
    servers.held.put("new XPDATA", List.of(table("dbo.A", "1"), table("dbo.B", "2")));
    assertThat(run("--source-server=old", "--target-server=new", "-d", "XPDATA")).isZero();
    assertThat(out.toString())
        .contains(
            "XPDATA: the same, 2 tables with 6 rows.",
            "dbo.A.version, dbo.B.version",
            "no snapshot isolation",
            " 50 %  XPDATA of source");
  }

  @Test
  void the_table_that_differs_is_named_and_the_exit_code_says_so() {
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1"), table("dbo.B", "2")));
    servers.held.put("new Copy", List.of(table("dbo.A", "1"), table("dbo.B", "3")));
    assertThat(
            run(
                "--source-server=old",
                "--target-server=new",
                "-d=XPDATA",
                "--target-database=Copy",
                "--quiet"))
        .isEqualTo(9);
    assertThat(out.toString().lines())
        .containsExactly(
            "XPDATA dbo.B: 3 rows on both sides, but not the same ones",
            "XPDATA: not the same, 1 tables differ.");
  }

  @Test
  void what_the_regenerated_database_holds_does_not_count() {
    servers.held.put("old XPVDIR", List.of(table("dbo.A", "1")));
    servers.held.put("new XPVDIR", List.of());
    assertThat(run("--source-server=old", "--target-server=new", "-d=XPVDIR")).isZero();
    assertThat(out.toString()).contains("dbo.A: missing", "(F2)");
  }

  @Test
  void a_file_stands_in_for_a_source_that_is_out_of_reach() {
    Path file = folder.resolve("old.fingerprints");
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1")));
    servers.held.put("old XPSTATS", List.of(table("dbo.S", "1")));
    servers.held.put("new XPDATA", List.of(table("dbo.A", "1")));
    servers.held.put("new XPSTATS", List.of(table("dbo.S", "7")));

    assertThat(run("--source-server=old", "-d=XPDATA,XPSTATS", "--out=" + file)).isZero();
    assertThat(run("--source-server=old", "-d=XPDATA,XPSTATS", "--out=" + file)).isEqualTo(3);
    assertThat(run("--target-server=new", "--against=" + file)).isEqualTo(9);
    assertThat(run("--target-server=new", "--against=" + file, "-d=XPDATA")).isZero();
    assertThat(run("--target-server=new", "--against=" + file, "-d=XPOTHER")).isEqualTo(4);
    assertThat(out.toString()).contains("XPDATA: the same", "XPSTATS dbo.S: 3 rows on both sides");
  }

  @Test
  void cut_off_it_goes_on_behind_the_last_table_that_was_read() throws Exception {
    Path file = folder.resolve("old.fingerprints");
    servers.held.put(
        "old XPDATA", List.of(table("dbo.A", "1"), table("dbo.B", "2"), table("dbo.C", "3")));
    servers.held.put("new XPDATA", servers.held.get("old XPDATA"));
    servers.failsAt = "dbo.C";
    assertThat(run("--source-server=old", "-d=XPDATA", "--out=" + file)).isEqualTo(8);
    assertThat(err.toString())
        .contains("Then the same command goes on.", "  | Msg 229, Level 14, State 5");
    assertThat(run("--target-server=new", "--against=" + file, "-d=XPDATA")).isEqualTo(4);
    Files.writeString(file, "{\"table\":\"dbo.B\",\"ro", StandardOpenOption.APPEND);

    servers.failsAt = "";
    servers.read.clear();
    assertThat(run("--source-server=old", "-d=XPDATA", "--out=" + file)).isZero();
    assertThat(servers.read).containsExactly("verify/source dbo.C");
    assertThat(run("--target-server=new", "--against=" + file)).isZero();
  }

  @Test
  void a_side_that_fails_ends_the_other() {
    servers.held.put("old XPDATA", List.of(table("dbo.A", "1")));
    servers.held.put("new XPDATA", List.of(table("dbo.B", "1")));
    servers.failsAt = "dbo.B";
    assertThat(run("--source-server=old", "--target-server=new", "-d=XPDATA")).isEqualTo(8);
    assertThat(err.toString()).contains("Msg 229").doesNotContain("Unexpected");
  }

  @Test
  void what_makes_no_sense_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "no such thing\n");
    assertThat(run("--source-server=old", "-d=XPDATA")).isEqualTo(2);
    assertThat(run("--source-server=old", "--target-server=new")).isEqualTo(2);
    assertThat(run("--source-server=old", "--target-server=new", "-d=")).isEqualTo(2);
    assertThat(run("--source-server=old", "-d=X", "--out=")).isEqualTo(2);
    assertThat(run("--source-server=o", "--target-server=n", "-d=X", "--target-database="))
        .isEqualTo(2);
    assertThat(run("--source-server=old", "--against=" + file)).isEqualTo(2);
    assertThat(run("--target-server=new", "-d=XPDATA")).isEqualTo(2);
    assertThat(run("--source-server=o", "--target-server=n", "-d=X", "--connections=0"))
        .isEqualTo(2);
    assertThat(run("--source-server=o", "--target-server=n", "-d=X,Y", "--target-database=Z"))
        .isEqualTo(2);
    assertThat(run("--target-server=new", "--against=" + file)).isEqualTo(4);
    assertThat(err.toString()).contains("is no file of fingerprints: no such thing");
  }
}
