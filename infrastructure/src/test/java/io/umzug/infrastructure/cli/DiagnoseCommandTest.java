package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code umzug diagnose LOG…}, without a service. */
class DiagnoseCommandTest {

  /** B6. */
  private static final String EXCERPT =
      """
      23.01.2021 22:39:49 INF Start testing backup on a shared folder.Remotepath:
      \\\\sqlserver\\backupshare LocalPath: \\\\sqlserver\\backupshare
      23.01.2021 22:39:49 ERR Benutzer 'Atlas' nicht verfügbar. Restore XPHONE_UC
      23.01.2021 22:39:49 ERR Benutzer 'sa' mit Erstinstallationspasswort nicht verfügbar. Restore
      XPHONE_UC
      23.01.2021 22:39:49 INF Connecting to SQL-Server: sqlserver\\sql2016
      23.01.2021 22:39:49 INF Sicherung der Datenbank XPHONE_UC
      23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Error while saving Database XPHONE_UC
      23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Cannot open backup device
      '\\\\sqlserver\\backupshare\\XPHONE_UC'. Operating system error 5(Zugriff verweigert).
      BACKUP DATABASE is terminating abnormally.
      23.01.2021 22:39:51 INF Shared folder test ends here
      """;

  private static final String HARMLESS =
      """
      22.01.2021 20:00:00 INF Start testing backup on a shared folder.Remotepath: \\\\s\\b LocalPath: \\\\s\\b
      22.01.2021 20:00:01 INF Shared folder test ends here
      """;

  private record Run(int exitCode, String out, String err) {}

  @TempDir Path folder;

  private static Run diagnose(boolean unicode, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        UmzugCommand.commandLine(new Screen(unicode, 120, false, unicode, _ -> {}));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("diagnose"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  private Path file(String name, String log, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), log.getBytes(charset));
  }

  private Path file(String log) throws IOException {
    return file("backup.log", log, StandardCharsets.UTF_8);
  }

  @Test
  void the_root_cause_comes_first_with_text_and_lines_then_what_accompanies_it()
      throws IOException {
    Run run = diagnose(true, file(EXCERPT));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsSubsequence(
            "1 of 1 run failed.",
            "FAILED: test of the shared folder \\\\sqlserver\\backupshare on sqlserver\\sql2016, 23.01.2021 22:39:49",
            "Root cause (lines 9-11):",
            "    | 23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Cannot open backup device",
            "    | '\\\\sqlserver\\backupshare\\XPHONE_UC'. Operating system error 5(Zugriff verweigert).",
            "    | BACKUP DATABASE is terminating abnormally.",
            "What happened: ",
            "What to do: ",
            "Rules:         B3, B7",
            "Accompanies it (B7), no root cause:",
            "    line 3:",
            "Benutzer 'Atlas' nicht verfügbar. Restore XPHONE_UC",
            "    lines 4-5:",
            "'sa' mit Erstinstallationspasswort",
            "      | XPHONE_UC");
  }

  @Test
  void what_a_console_cannot_show_is_escaped_and_nothing_else() throws IOException {
    assertThat(diagnose(false, file(EXCERPT)).out())
        .contains("'Atlas' nicht verf\\u00fcgbar")
        .matches(out -> out.chars().allMatch(c -> c < 127));
    assertThat(diagnose(true, file("23.01.2021 22:39:49 ERR \u001b[31mred\n")).out())
        .contains("\\u001b[31mred")
        .doesNotContain("\u001b");
  }

  @Test
  void the_answer_is_json_where_that_is_wanted() throws IOException {
    Run run = diagnose(false, "--json", file("l.log", EXCERPT, StandardCharsets.UTF_16LE));
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(json.get("lines").asInt()).isEqualTo(12);
    JsonNode only = json.get("latest").get(0);
    assertThat(only.get("verdict").asString()).isEqualTo("failed");
    assertThat(only.get("operation").asString()).isEqualTo("share-test");
    JsonNode failure = only.get("failures").get(0);
    assertThat(failure.get("rootCause").get("place").get("line").asInt()).isEqualTo(9);
    assertThat(failure.get("rules").get(0).asString()).isEqualTo("B3");
    assertThat(only.get("accompanying")).hasSize(3);
    assertThat(only.get("accompanying").get(0).get("text").asString()).contains("verfügbar");
  }

  @Test
  void without_a_failure_the_exit_code_is_0_and_the_runs_are_told() throws IOException {
    Run run = diagnose(false, file(HARMLESS));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("No failure found.", "\\\\s\\b", "completed");
  }

  @Test
  void rotated_files_are_read_in_the_order_of_time_compressed_ones_too() throws IOException {
    int cut = EXCERPT.indexOf("'\\\\sqlserver\\backupshare\\XPHONE_UC'");
    Path newest =
        file(
            "backup.log",
            EXCERPT.substring(cut) + "24.01.2021 00:00:00 INF x\n",
            StandardCharsets.UTF_8);
    Path older = file("backup.log.1", EXCERPT.substring(0, cut), StandardCharsets.UTF_8);
    Path oldest = folder.resolve("backup.log.2.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(oldest))) {
      out.write(HARMLESS.getBytes(StandardCharsets.UTF_8));
    }
    Run run = diagnose(false, newest, older, oldest);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "1 of 2 runs failed.",
            "Root cause (%s, line 9 to %s, line 2):".formatted(older, newest),
            "Without a failure:");
  }

  @Test
  void what_cannot_be_read_or_is_no_log_ends_with_2() throws IOException {
    assertThat(diagnose(false, folder.resolve("none.log")))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(2);
              assertThat(run.err()).contains("none.log: there is no such file.");
            });
    assertThat(diagnose(false, folder).exitCode()).isEqualTo(2);
    assertThat(diagnose(false, file("")).err()).contains("the log is empty");
    Run run = diagnose(false, file("Dear diary,\nnothing happened.\n"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("none of 2 lines", "(B6)");
    assertThat(diagnose(false).exitCode()).isEqualTo(2);
  }

  @Test
  void the_help_tells_the_exit_codes() {
    Run run = diagnose(false, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("no failure found", "a failure found", "not understood");
  }
}
