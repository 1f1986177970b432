package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.secrets.Passphrase;
import io.umzug.infrastructure.secrets.Secrets;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SecretCommandTest {

  private static final String CANARY = "canary-2232";

  @TempDir Path data;

  private record Run(int exitCode, String output) {}

  private Run run(
      Map<String, String> environment, String input, List<String> typed, String... arguments) {
    Queue<String> keyboard = new ArrayDeque<>(typed);
    StringWriter output = new StringWriter();
    CommandLine secret =
        new CommandLine(
            new SecretCommand(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                _ -> Optional.ofNullable(keyboard.poll()).map(String::toCharArray)));
    secret.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
    secret.setExecutionExceptionHandler(
        (e, _, _) -> {
          output.append(e.getMessage());
          return ((CommandFailure) e).exitCode().code();
        });
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    int exitCode = secret.execute(all);
    return new Run(exitCode, output.toString());
  }

  private String kept(Map<String, String> environment, String name) {
    return Secrets.of(data, null, environment).of(name).get();
  }

  @Test
  void a_secret_in_a_file_is_typed_twice_listed_by_its_name_and_removed() {
    Run set = run(Map.of(), "", List.of(CANARY, CANARY), "set", "sql-new", "--plain");
    assertThat(set.exitCode()).isZero();
    assertThat(set.output()).contains("The secret of 'sql-new' is kept in").doesNotContain(CANARY);
    assertThat(kept(Map.of(), "sql-new")).isEqualTo(CANARY);

    Run list = run(Map.of(), "", List.of(), "list");
    assertThat(list.output()).contains("sql-new", data.resolve("secrets").toString());
    assertThat(list.output()).doesNotContain(CANARY);

    assertThat(run(Map.of(), "", List.of(), "remove", "sql-new", "--plain").exitCode()).isZero();
    Run again = run(Map.of(), "", List.of(), "remove", "sql-new", "--plain");
    assertThat(again.exitCode()).isEqualTo(3);
    assertThat(again.output()).contains("There is no secret of 'sql-new'");
  }

  @Test
  void a_plain_secret_goes_where_the_service_looks_for_it() throws Exception {
    Path elsewhere = data.resolve("elsewhere");
    Files.writeString(
        data.resolve("umzug.yaml"), "umzug: { secrets: { folder: '%s' } }".formatted(elsewhere));
    run(Map.of(), CANARY + "\n", List.of(), "set", "sql-new", "--plain");
    assertThat(elsewhere.resolve("sql-new")).hasContent(CANARY);
    assertThat(Secrets.of(data, elsewhere, Map.of()).of("sql-new").get()).isEqualTo(CANARY);
  }

  @Test
  void the_store_takes_one_line_of_standard_input() {
    Map<String, String> open = Map.of(Passphrase.VARIABLE, "pass");
    Run set = run(open, CANARY + "\r\nmore\n", List.of(), "set", "sql-new");
    assertThat(set.output()).contains("secrets.p12").doesNotContain(CANARY);
    assertThat(kept(open, "sql-new")).isEqualTo(CANARY);

    run(Map.of(), "x\n", List.of(), "set", "plain-one", "--plain");
    Run list = run(Map.of(), "", List.of(), "list");
    assertThat(list.exitCode()).isEqualTo(1);
    assertThat(list.output()).contains("plain-one", "is opened by a passphrase");
  }

  @Test
  void what_is_not_meant_changes_nothing_and_is_told() {
    Run differ = run(Map.of(), "", List.of(CANARY, "other"), "set", "a", "--plain");
    assertThat(differ.exitCode()).isEqualTo(2);
    assertThat(differ.output()).contains("The two differ").doesNotContain(CANARY);
    assertThat(run(Map.of(), "\n", List.of(), "set", "a", "--plain").output())
        .contains("No secret was given");
    assertThat(run(Map.of(), "x\n", List.of(), "set", "../a", "--plain").output())
        .contains("is no name of a credential");
    Run closed = run(Map.of(), "x\n", List.of(), "set", "a");
    assertThat(closed.exitCode()).isEqualTo(2);
    assertThat(closed.output()).contains("UMZUG_SECRETS_PASSPHRASE", "--plain");
    assertThat(data.resolve("secrets")).doesNotExist();
    assertThat(data.resolve("secrets.p12")).doesNotExist();
  }

  @Test
  void an_argument_is_never_taken_for_the_secret() {
    Run run = run(Map.of(), "", List.of(), "set", "a", CANARY, "--plain");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(data.resolve("secrets")).doesNotExist();
  }
}
