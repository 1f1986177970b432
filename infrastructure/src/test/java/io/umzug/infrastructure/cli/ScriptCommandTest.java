package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Barred;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptImport.Failed;
import io.umzug.application.script.ScriptImport.PlacedError;
import io.umzug.application.script.ScriptImport.Refused;
import io.umzug.application.script.ScriptImports;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.script.CodePage;
import io.umzug.domain.script.Resumption.Outcome;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptRefusal;
import io.umzug.domain.script.ScriptRefusal.Reason;
import io.umzug.infrastructure.sqlserver.script.FileScriptChecks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ScriptCommandTest {

  private static final ScriptPlace PLACE = new ScriptPlace("x.sql", 7, 1);

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private @Nullable ScriptOrder order;
  private String database = "";
  private ScriptImport outcome = new Completed(3, 4, 5, false);
  private @Nullable SqlServerFailure failure;

  private int run(String... arguments) {
    ScriptImports imports =
        new ScriptImports() {
          @Override
          public ScriptImport importScript(
              SqlServerAccess access,
              String into,
              Path script,
              ScriptOrder given,
              ScriptProgress progress) {
            order = given;
            database = into;
            progress.said(PLACE, "Grüße");
            progress.reached(new ScriptProgress.Reached(1, 3, 50, 100, 2));
            if (failure != null) {
              throw failure;
            }
            return outcome;
          }

          @Override
          public void forget(SqlServerAccess access, String of, Path script) {
            throw new AssertionError("Only work forgets how far it is");
          }
        };
    CommandLine commandLine =
        UmzugCommand.commandLine(
            new Screen(false, 100, false, false, _ -> {}),
            ScriptCommand.of(
                new ScriptImportCommand(imports), new ScriptCheckCommand(new FileScriptChecks())));
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private int runImport(String... further) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret");
    String[] usual = {
      "script",
      "import",
      "x.sql",
      "--server",
      "h,1",
      "--user",
      "u",
      "--password-file",
      password + ""
    };
    String[] all = java.util.Arrays.copyOf(usual, usual.length + further.length);
    System.arraycopy(further, 0, all, usual.length, further.length);
    return run(all);
  }

  private Path file(String name, String text, Charset charset) throws IOException {
    return Files.writeString(folder.resolve(name), text, charset);
  }

  @Test
  void check_tells_files_batches_and_what_is_passed_over() throws Exception {
    file("sub.sql", "SELECT 'ä'\nGO 3", StandardCharsets.UTF_16LE);
    Path script =
        file(
            "s.sql",
            ":on error exit\nPRINT '$(who)'\r\nGO\r\n:r .\\sub.sql\n",
            StandardCharsets.UTF_8);
    assertThat(run("script", "check", script.toString(), "--var", "who=me", "--list")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "       1  %s, line 2".formatted(script),
            "       2  %s, line 1, 3 times".formatted(folder.resolve("sub.sql")),
            "%s: UTF-16LE, 30 bytes, 2 lines".formatted(folder.resolve("sub.sql")),
            "%s: UTF-8, 48 bytes, 4 lines".formatted(script),
            "%s, line 1: :ON ERROR EXIT changes nothing here".formatted(script),
            "2 batches, run 4 times");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void check_refuses_with_the_place() throws Exception {
    Path script = file("s.sql", "SELECT 1\n:r none.sql\n", StandardCharsets.UTF_8);
    assertThat(run("script", "check", script.toString())).isEqualTo(4);
    assertThat(err.toString())
        .startsWith("Refused: %s, line 2, column 1: There is no file 'none.sql'".formatted(script));
  }

  @Test
  void check_refuses_bytes_that_are_no_characters_unless_their_code_page_is_named()
      throws Exception {
    Path script = file("s.sql", "\nPRINT 'für'\n", StandardCharsets.ISO_8859_1);
    assertThat(run("script", "check", script.toString())).isEqualTo(4);
    assertThat(err.toString()).contains("line 2", "0xFC at offset 9", "--codepage 1252");
    assertThat(run("script", "check", script.toString(), "--codepage", "1252")).isZero();
    assertThat(run("script", "check", script.toString(), "--codepage", "0")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "SET SHOWPLAN_XML ON", "SET NOEXEC ON", "!!dir", "PRINT '$(x)'", "/*"})
  void check_refuses_what_would_not_be_run(String text) throws Exception {
    Path script = file("s.sql", text, StandardCharsets.UTF_8);
    assertThat(run("script", "check", script.toString())).isEqualTo(4);
    assertThat(run("script", "check", folder.resolve("none").toString())).isEqualTo(1);
  }

  @Test
  void what_is_no_file_is_not_waited_for() throws Exception {
    assertThat(run("script", "check", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("it is no file, but a folder, a pipe or a device.");
    Path device = file("CON.sql", "SELECT 1", StandardCharsets.UTF_8);
    assertThat(run("script", "check", device.toString())).isEqualTo(1);
    assertThat(run("script", "check", folder.resolve("none.sql").toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("Windows calls a device so.", "none.sql: there is no such file.")
        .doesNotContain("Exception");
  }

  @Test
  void import_hands_its_options_on_and_tells_what_comes() throws Exception {
    assertThat(
            runImport(
                "-d",
                "XPDATA",
                "-v",
                "a=b",
                "-v",
                "c=d",
                "--resume",
                "--in-flight",
                "done",
                "--again",
                "--quoted-identifier",
                "off",
                "-f",
                "850"))
        .isZero();
    ScriptOrder given = Objects.requireNonNull(order);
    assertThat(database).isEqualTo("XPDATA");
    assertThat(given.options().settings().variables()).isEqualTo(Map.of("a", "b", "c", "d"));
    assertThat(given.options().quotedIdentifier()).isFalse();
    assertThat(given.options().codePage()).isEqualTo(new CodePage(Charset.forName("IBM850")));
    assertThat(given.continuation().resume()).isTrue();
    assertThat(given.continuation().again()).isTrue();
    assertThat(given.continuation().inFlight()).isEqualTo(Outcome.DONE);
    assertThat(out.toString().lines().skip(1))
        .containsExactly(" 50 %  batch 1 of 3, 2 rows", "Imported: 3 batches, 4 runs, 5 rows.");
    assertThat(out.toString()).startsWith("x.sql, line 7: Gr");
  }

  @Test
  void import_tells_by_its_exit_code_how_it_ended() throws Exception {
    outcome = new Completed(3, 0, 0, true);
    assertThat(runImport("--quiet")).isEqualTo(3);
    assertThat(out.toString()).startsWith("Unchanged");
    outcome = new Refused(new ScriptRefusal(Reason.NOT_CLOSED, PLACE, "Open."));
    assertThat(runImport()).isEqualTo(4);
    assertThat(err.toString()).contains("x.sql, line 7, column 1: Open.", "Nothing was run.");
    outcome = new Barred(Barred.Reason.BEGUN_BEFORE, "Begun.");
    assertThat(runImport()).isEqualTo(4);
    outcome =
        new Failed(
            2,
            PLACE,
            "Batch 2 failed.",
            List.of(new PlacedError(PLACE, new SqlServerError(208, 16, 1, "Invalid object"))),
            true);
    assertThat(runImport()).isEqualTo(8);
    assertThat(err.toString())
        .contains(
            "x.sql, line 7: Batch 2 failed.",
            "  x.sql, line 7: Msg 208, Level 16, State 1: Invalid object",
            "--resume");
    outcome =
        new Failed(
            2,
            PLACE,
            "Batch 2 failed.",
            List.of(new PlacedError(PLACE, new SqlServerError(15007, 16, 1, "'X' is no login"))),
            true);
    assertThat(runImport()).isEqualTo(8);
    assertThat(err.toString()).contains("export --without-users.");
  }

  @Test
  void a_server_that_fails_is_told_as_a_finding_with_the_exact_text() throws Exception {
    failure =
        new SqlServerFailure(
            "h",
            "The login failed.",
            List.of(new SqlServerError(18456, 14, 8, "Login failed for user 'u'.")),
            null);
    assertThat(runImport()).isEqualTo(8);
    assertThat(err.toString())
        .contains(
            "What to do: ",
            "Then --resume goes on.",
            "  | Msg 18456, Level 14, State 8: Login failed for user 'u'.")
        .doesNotContain("Unexpected");
  }

  @Test
  void wrong_usage_is_told() throws Exception {
    assertThat(run("script")).isEqualTo(2);
    assertThat(runImport("--in-flight", "done")).isEqualTo(2);
    assertThat(runImport("-v", "a b=c")).isEqualTo(2);
    assertThat(runImport("-d", "")).isEqualTo(2);
    err.getBuffer().setLength(0);
    assertThat(runImport("--bogus")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "Unknown option: '--bogus'", "For its options: umzug script import --help");
    assertThat(runImport("--longest-batch", "1")).isEqualTo(2);
  }
}
