package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code umzug serve} in a process of its own: how it starts, and what it says where it cannot. */
class ServeCommandTest {

  private record Run(int exitCode, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  @TempDir Path folder;

  private Process serve(Path data, String... further) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--data",
                data.toString()));
    command.addAll(List.of(further));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private Run failing(Path data, String... further) throws Exception {
    Process process = serve(data, further);
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), lines);
  }

  private Run configured(String yaml) throws Exception {
    Files.writeString(folder.resolve("umzug.yaml"), yaml);
    return failing(folder);
  }

  @Test
  void a_configuration_that_cannot_be_is_told_by_its_places_and_without_a_stack_trace()
      throws Exception {
    String example = Files.readString(Path.of("..", "..", "docs", "umzug-example.yaml"));
    Run misspelt = configured(example.replace("backup-folder:", "backup-folderr:"));
    assertThat(misspelt.exitCode()).isEqualTo(1);
    assertThat(misspelt.lines()).hasSize(3);
    assertThat(misspelt.text())
        .contains("2 mistakes in the estate file:")
        .containsPattern("umzug.yaml:\\d+:7: An estate has no setting 'backup-folderr'")
        .containsPattern("umzug.yaml:\\d+:7: An estate lacks 'backup-folder'");
    Run tabs = configured("umzug:\n\testates: []\n");
    assertThat(tabs.lines()).hasSize(2);
    assertThat(tabs.text()).contains("umzug.yaml:2:1: This is no YAML:", "TAB");
    assertThat(failing(folder, "--debug").text()).contains("\tat ");
  }

  @Test
  void the_port_is_the_one_that_was_asked_for_or_said_to_be_in_use() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      Run run = failing(folder, "--port", String.valueOf(port));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.text()).contains("Port %d on 127.0.0.1 is in use".formatted(port));
      assertThat(run.text()).doesNotContain("\tat ");
    }
    Process process = serve(folder, "--port", String.valueOf(port));
    try (BufferedReader lines = process.inputReader()) {
      List<String> said =
          lines
              .lines()
              .takeWhile(line -> !line.contains("Umzug is ready: http://127.0.0.1:" + port))
              .toList();
      assertThat(said).anyMatch(line -> line.startsWith("No estate is configured"));
      assertThat(process.isAlive()).isTrue();
      Run second = failing(folder);
      assertThat(second.text()).contains("Another Umzug service uses the data folder " + folder);
      assertThat(second.text()).doesNotContain("\tat ");
    } finally {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
