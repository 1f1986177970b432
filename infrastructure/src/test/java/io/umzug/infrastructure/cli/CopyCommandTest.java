package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.copy.Copied;
import io.umzug.application.copy.Copied.CopiedTable;
import io.umzug.application.copy.CopyDifference;
import io.umzug.application.copy.CopyDifference.Moment;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopies;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.Gap.Severity;
import io.umzug.domain.schema.RowTransport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CopyCommandTest {

  private static final Gap GAP =
      new Gap(Severity.BLOCKING, "dbo.T.c", "2014 has no such type.", "Change it.", "M2");

  private static final String SUM = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private @Nullable DirectCopy order;
  private @Nullable RuntimeException failure;
  private boolean begun;
  private List<Gap> gaps = List.of();
  private Stage stage = Stage.COPYING;
  private List<CopyDifference> differences = List.of();

  private int run(String... further) throws Exception {
    DirectCopies copies =
        new DirectCopies() {
          @Override
          public List<Gap> check(DirectCopy copy) {
            order = copy;
            return gaps;
          }

          @Override
          public Copied copy(DirectCopy copy, CopyProgress progress) {
            order = copy;
            progress.reached(
                new CopyProgress.Reached(
                    stage, "dbo.T", 0, 1, 5000, 10_000, 10 << 20, Duration.ofSeconds(5)));
            if (begun) {
              progress.begun();
            }
            if (failure != null) {
              throw failure;
            }
            return new Copied(
                List.of(
                    new CopiedTable(
                        "dbo.T",
                        10_000,
                        77,
                        Duration.ofSeconds(7),
                        RowTransport.STATEMENTS,
                        false,
                        differences.isEmpty() ? SUM : null)),
                "All rows are of one moment.",
                List.of(),
                copy.verification(),
                List.of("dbo.T.changed"),
                differences);
          }
        };
    Path password = Files.writeString(folder.resolve("password"), "secret");
    String[] usual = {
      "copy",
      "--database",
      "XPDATA",
      "--source-server",
      "old,1",
      "--source-user",
      "s",
      "--source-password-file",
      password.toString(),
      "--target-server",
      "new,2",
      "--target-user",
      "t",
      "--target-password-file",
      password.toString()
    };
    CommandLine line =
        UmzugCommand.commandLine(
            new Screen(false, 100, false, false, _ -> {}), CopyCommand.of(copies));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(Stream.concat(Stream.of(usual), Stream.of(further)).toArray(String[]::new));
  }

  private DirectCopy given() {
    return Objects.requireNonNull(order);
  }

  @Test
  void a_copy_tells_its_pace_and_what_it_counted() throws Exception {
    assertThat(run("--into", "XP2", "--create-database", "D:\\Data", "--leave-out", "dbo.v"))
        .isZero();

    assertThat(given().source().server()).isEqualTo("old,1");
    assertThat(given().target().server()).isEqualTo("new,2");
    assertThat(given().into()).isEqualTo("XP2");
    assertThat(Objects.requireNonNull(given().creation()).logFolder()).isEqualTo("D:\\Data");
    assertThat(given().selection().without()).containsExactly("dbo.v");
    assertThat(given().resume()).isFalse();
    assertThat(out.toString())
        .contains("5000 of about 10000 rows, 1000 rows/s, 2.0 MB/s: dbo.T")
        .contains("as statements")
        .contains("All rows are of one moment.")
        .contains(SUM)
        .contains("not compared, for they are made anew, computed or not readable: dbo.T.changed")
        .contains("Copied: 1 tables, 10000 rows; every value was compared, and is the same.");
  }

  @Test
  void a_table_that_differs_is_told_with_what_to_do_and_an_exit_code_of_its_own() throws Exception {
    stage = Stage.COMPARING;
    TableFingerprint source = new TableFingerprint("dbo.T", 10_000, SUM, "c", List.of());
    TableFingerprint target = new TableFingerprint("dbo.T", 9_999, "f" + SUM, "c", List.of());
    differences = List.of(new CopyDifference(source, target, Moment.LATER));

    assertThat(run()).isEqualTo(ExitCode.DIFFERENT.code());
    assertThat(out.toString())
        .contains("compared: 0 of 1 tables, 5000 of about 10000 rows, 1000 rows/s: dbo.T")
        .contains("NOT THE SAME")
        .contains(
            "dbo.T: 10000 rows at the source, 9999 at the target (source: 10000 rows, sum 0123")
        .contains("Stop the XPhone service, drop the target database and copy anew.")
        .contains("not the same: 1 tables.")
        .contains("dbo.umzug_copy")
        .contains("--resume --verification rows takes it as it is.");
  }

  @Test
  void rows_alone_are_compared_where_that_is_wanted() throws Exception {
    assertThat(run("--verification", "rows")).isZero();
    assertThat(given().verification()).isEqualTo(Depth.ROWS);
    assertThat(out.toString()).contains("by rows").contains("no values were compared.");
    assertThat(run("--verification", "values")).isEqualTo(ExitCode.USAGE.code());
    assertThat(run()).isZero();
    assertThat(given().verification()).isEqualTo(Depth.CHECKSUM);
  }

  @Test
  void what_blocks_is_told_with_its_remedy_and_nothing_was_written() throws Exception {
    failure = new CopyRefused(Reason.GAPS, "1 of the objects cannot go.", List.of(GAP));

    assertThat(run()).isEqualTo(ExitCode.REFUSED.code());
    assertThat(err.toString())
        .contains("Refused: 1 of the objects cannot go.")
        .contains("BLOCKING dbo.T.c: 2014 has no such type. Change it. (M2)");
  }

  @Test
  void a_failure_names_its_place_and_how_to_go_on() throws Exception {
    failure = new CopyFailed("dbo.T, rows 1 to 77", "Msg 547", List.of(), null);

    assertThat(run("--resume", "--quiet", "--parallel", "4")).isEqualTo(ExitCode.FAILED.code());
    assertThat(given().resume()).isTrue();
    assertThat(given().parallel()).isEqualTo(4);
    assertThat(err.toString()).contains("dbo.T, rows 1 to 77: Msg 547").contains("--resume");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void how_to_go_on_is_said_only_where_something_was_begun() throws Exception {
    failure = new SqlServerFailure("new,2", "There is no database XPDATA.", List.of(), null);

    assertThat(run()).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("There is no database").doesNotContain("--resume");
    begun = true;

    assertThat(run()).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("Run the command with --resume to go on.");
  }

  @Test
  void more_tables_at_once_than_a_server_bears_are_wrong_usage() throws Exception {
    assertThat(run("--parallel", "33")).isEqualTo(ExitCode.USAGE.code());
    assertThat(order).isNull();
    assertThat(err.toString()).contains("--parallel: 1 to 32");
    assertThat(run("--parallel", "32")).isZero();
  }

  @Test
  void a_check_writes_nothing() throws Exception {
    assertThat(run("--check-only")).isZero();
    gaps = List.of(GAP);

    assertThat(run("--check-only")).isEqualTo(ExitCode.REFUSED.code());
    assertThat(out.toString()).contains("Everything comes").contains("some block the copy");
    assertThat(run("--log-folder", "L:")).isEqualTo(ExitCode.USAGE.code());
  }
}
