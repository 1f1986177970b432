package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code umzug plan FILE}, without a service. */
class PlanAdviceTest {

  private static final Path EXAMPLE = Path.of("..", "docs", "facts-example.yaml");

  private record Run(int exitCode, String out, String err) {}

  @TempDir Path folder;

  private static Run plan(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        UmzugCommand.commandLine(new Screen(false, 100, false, false, _ -> {}));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "plan";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int exitCode = commandLine.execute(all);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private String file(String facts) throws IOException {
    return Files.writeString(folder.resolve("facts.yaml"), facts).toString();
  }

  @Test
  void the_example_is_advised_on_with_rules_rows_and_flips() {
    Run run = plan(EXAMPLE.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "  route      relocation",
            "  versions   V5 to V6 to V7 to V8 to V9",
            "  plan       C",
            "  downtime   intermediate-server",
            "  transport  backup-and-restore",
            "The rows of plan C (R24), after a complete backup (R23)",
            "  3   advised    MAPI: install Outlook.",
            "  5   required   run Autorun WITHOUT SQL Server",
            "  7   required   set the XPhone service account",
            "  7a  required   IIS application pool",
            "  12  required   restore",
            "separate machines. (R20)",
            "[targetSqlPlace = own-machine] ",
            "targetSqlPlace = on-xphone-server -> plan B",
            "downtimeHours = 48 -> downtime in-place");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 130);
    assertThat(run.out()).doesNotContain("install SQL Server Standard/Enterprise on the XPhone");
  }

  @Test
  void five_hundred_and_one_users_are_named_as_the_flip_to_plan_b() throws IOException {
    String facts =
        Files.readString(EXAMPLE)
            .replace("targetSqlPlace: own-machine", "targetSqlPlace: integrated")
            .replace("targetSqlEdition: standard", "targetSqlEdition: unknown");
    assertThat(plan(file(facts)).out())
        .contains("  plan       A", "[users = 320] users = 501 -> plan B.");
  }

  @Test
  void a_move_by_script_lists_the_scripts_in_place_of_the_restore() throws IOException {
    String facts =
        Files.readString(EXAMPLE)
            .replaceAll("(?m)^sourceSqlVersion: \\S+", "sourceSqlVersion: 2017")
            .replaceAll("(?m)^targetSqlVersion: \\S+", "targetSqlVersion: 2014");
    assertThat(plan(file(facts)).out())
        .contains("  transport  script", "\n  M2  required ", "\n  M4  required ")
        .doesNotContain("\n  12  required ");
  }

  @Test
  void json_has_the_same_as_data() {
    Run run = plan(EXAMPLE.toString(), "--json");
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(run.exitCode()).isZero();
    assertThat(json.path("answer").asString()).isEqualTo("advice");
    assertThat(json.path("advice").path("plan").asString()).isEqualTo("C");
    assertThat(json.path("advice").path("versions")).hasSize(5);
    assertThat(json.path("questions").isNull()).isTrue();
  }

  @Test
  void questions_are_printed_as_such_with_exit_code_4() throws IOException {
    Run run = plan(file("wanted: v9\nfrom: V4\nsameMachine: yes\nusers: 10\n"));
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("No advice yet: 4 questions to answer in the file.")
        .contains(
            " 1. sameMachine: V4 and V9 cannot share a machine.",
            "As it stands, sameMachine = yes does not go together with from = V4.",
            "targetSqlPlace is one of integrated, on-xphone-server, own-machine.");
    assertThat(plan(file("")).out()).startsWith("No advice yet: 2 questions");
    Run json = plan(file(""), "--json");
    assertThat(json.exitCode()).isEqualTo(4);
    assertThat(JsonMapper.shared().readTree(json.out()).path("questions")).hasSize(2);
  }

  @Test
  void a_bad_file_says_every_place_with_exit_code_2() throws IOException {
    String file = file("user: 5\nfrom: V10\n# \u00e4\nusers: 5: 6\n");
    Run broken = plan(file);
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).startsWith(file + ", line 4, column ").doesNotContain("\tat ");
    Run wrong = plan(file("user: 5\nfrom: \"V\u00e4\"\n"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + ", line 1, column 1: There is no fact"),
            line ->
                assertThat(line)
                    .startsWith(file + ", line 2, column 7: 'from' cannot be the text 'V\\u00e4'"));
  }

  @Test
  void what_is_no_file_of_facts_is_wrong_usage() throws IOException {
    Run missing = plan("acme");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("acme: there is no such file", "umzug plan ID A|B|C|D");
    assertThat(plan(folder.toString()).err()).contains("this is a folder");
    assertThat(plan("a\0b").err()).contains("a\\u0000b: this is no file name");
    assertThat(plan(file("#".repeat(1024 * 1024 + 1))).err()).contains("up to 1 MB");
    assertThat(plan().exitCode()).isEqualTo(2);
  }
}
