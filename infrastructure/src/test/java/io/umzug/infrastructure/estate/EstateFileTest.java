package io.umzug.infrastructure.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake at once, each with its place and with what is meant. */
class EstateFileTest {

  @TempDir Path folder;

  private static List<String> mistakes(String yaml) {
    return EstateFile.of(yaml).mistakes().stream()
        .map(mistake -> mistake.in("umzug.yaml"))
        .toList();
  }

  private static String example() throws IOException {
    return BrokenExample.whole();
  }

  @Test
  void the_documented_example_is_a_whole_estate() throws IOException {
    EstateFile file = EstateFile.of(example());
    assertThat(file.mistakes()).isEmpty();
    assertThat(new ConfiguredEstates(file.settings()).named("production").databases()).hasSize(4);
    assertThat(file.settings().rehearsal()).isFalse();
    assertThat(file.credentials(null).keySet()).containsExactly("sql-old", "sql-new");
    assertThat(file.credentials("other")).isEmpty();
    assertThat(file.credentials("production")).hasSize(2);
    assertThat(example().lines().toList().get(file.line("estates", 0, "sql-servers", 2) - 1))
        .contains("- name: 'SQLNEW\\SQL2019'");
  }

  @Test
  void what_the_service_brings_along_could_stand_in_the_file() throws IOException {
    Path own = Path.of("..", "deploy", "server", "src", "main", "resources", "application.yaml");
    assertThat(EstateFile.read(own).mistakes()).isEmpty();
  }

  @Test
  void no_estate_at_all_is_no_mistake() {
    assertThat(mistakes("umzug:\n  node: local\n")).isEmpty();
    assertThat(mistakes("# nothing yet\n")).isEmpty();
    assertThat(mistakes("server.port: 8080\nlogging: { level: { root: info } }\n")).isEmpty();
    assertThat(EstateFile.of("").settings().estates()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.umzug.infrastructure.estate.BrokenExample#all")
  void each_mistake_is_named_with_its_line_and_column(BrokenExample broken) throws IOException {
    List<String> mistakes = mistakes(broken.yaml());

    assertThat(mistakes).as(broken.yaml()).hasSize(1);
    assertThat(mistakes.getFirst())
        .startsWith("umzug.yaml:%d:%d: ".formatted(broken.line(), broken.column()))
        .contains(broken.sentence());
  }

  @Test
  void all_of_them_are_told_at_once_in_the_order_of_the_file() throws IOException {
    List<String> mistakes =
        mistakes(
            example()
                .replace("backup-folder:", "backup-folderr:")
                .replace("source-version: V8", "source-version: V10")
                .replace("parallel: 2 ", "parallel: 20")
                .replace("service-name:", "service-nam:")
                .replace("target: 'SQLNEW\\SQL2019'", "target: 'SQLNEW\\SQL2017'"));

    assertThat(mistakes).hasSize(12);
    assertThat(mistakes.get(0)).contains("An estate lacks 'backup-folder'", "(B2)");
    assertThat(mistakes.get(1)).contains("'source-version' cannot be 'V10'", "V4, V5, V6, V7");
    assertThat(mistakes.get(2)).contains("Did you mean 'backup-folder'?");
    assertThat(mistakes.get(3)).contains("'parallel' is 1 to 16, not 20.");
    assertThat(mistakes.subList(4, 8))
        .allMatch(
            each ->
                each.contains(
                    "no entry of 'sql-servers' is called so. Did you mean 'SQLNEW\\SQL2019'?"));
    assertThat(mistakes.subList(8, 12))
        .anyMatch(each -> each.contains("An XPhone server lacks 'service-name'"))
        .anyMatch(each -> each.contains("Did you mean 'service-name'?"));
  }

  @Test
  void what_is_no_yaml_is_told_by_its_place() {
    assertThat(mistakes("umzug:\n\testates: []\n").getFirst())
        .startsWith("umzug.yaml:2:1: This is no YAML:");
    assertThat(mistakes("umzug:\n  estates: [\n").getFirst()).contains("This is no YAML:");
    assertThat(mistakes("umzug: {}\n---\numzug: {}\n").getFirst())
        .startsWith("umzug.yaml:3:1: The file holds more than one document");
    assertThat(mistakes("umzug: &a\n  secrets: *a\n").getFirst()).contains("nested so deep");
    assertThat(mistakes("- umzug\n").getFirst()).contains("is a group of settings, not a list");
  }

  @Test
  void what_an_anchor_holds_is_checked_where_it_is_used() throws IOException {
    String merged =
        example()
            .replace(
                "        - name: 'OLDXP\\XPANALYTICS'\n",
                "        - <<: { user: umzug, trust-server-certificate: true }\n          name: 'OLDXP\\XPANALYTICS'\n")
            .replaceFirst("(?s)(host: 'OLDXP.XPANALYTICS'\\n) +user: umzug\\n", "$1");
    assertThat(mistakes(merged)).isEmpty();
    assertThat(EstateFile.of(merged).settings().estates().getFirst().sqlServers().get(1).user())
        .isEqualTo("umzug");
  }

  @Test
  void a_file_of_windows_may_begin_with_a_mark_but_is_utf_8() throws IOException {
    Path file = folder.resolve("umzug.yaml");
    Files.writeString(file, "\uFEFFumzug: { estates: [] }\n");
    assertThat(EstateFile.read(file).mistakes()).isEmpty();
    Files.writeString(file, "umzug: { node: 'B\u00fcro' }\n", StandardCharsets.ISO_8859_1);
    EstateFile read = EstateFile.read(file);
    assertThatThrownBy(() -> read.refuseMistakes(file))
        .isInstanceOf(EstateFile.Mistaken.class)
        .hasMessageContaining("1 mistake in the estate file:")
        .hasMessageContaining(file + ":1:1: The file is no UTF-8");
  }
}
