package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceControlCommandTest {

  private static final String SERVICE = Topology.SERVICE_NAME;

  @TempDir Path folder = Path.of("");

  @Test
  void query_prints_what_windows_prints() {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      Rehearsed.Said said = estate.sc("query", SERVICE);
      assertThat(said.exitCode()).isZero();
      assertThat(said.text())
          .isEqualTo(
              """

              SERVICE_NAME: XPhoneRehearsal\s
                      TYPE               : 10  WIN32_OWN_PROCESS \s
                      STATE              : 4  RUNNING\s
                                              (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
                      WIN32_EXIT_CODE    : 0  (0x0)
                      SERVICE_EXIT_CODE  : 0  (0x0)
                      CHECKPOINT         : 0x0
                      WAIT_HINT          : 0x0
              """
                  .replace("\n", "\r\n"));
      assertThat(estate.sc("queryex", SERVICE).text()).contains("PID                : 4711");
      assertThat(estate.sc("qc", SERVICE).text())
          .contains("[SC] QueryServiceConfig SUCCESS")
          .contains("SERVICE_START_NAME : LocalSystem")
          .contains("DISPLAY_NAME       : REHEARSAL");
    }
  }

  @Test
  void errors_bear_their_windows_number() {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      assertThat(estate.sc("start", SERVICE))
          .isEqualTo(
              new Rehearsed.Said(
                  1056 & 0xFF,
                  "[SC] StartService FAILED 1056:\r\n\r\nAn instance of the service is already running.\r\n\r\n"));
      assertThat(estate.stop()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.sc("query", SERVICE).text())
          .contains("STATE              : 1  STOPPED")
          .contains("(NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)");
      assertThat(estate.sc("stop", SERVICE))
          .isEqualTo(
              new Rehearsed.Said(
                  1062 & 0xFF,
                  "[SC] ControlService FAILED 1062:\r\n\r\nThe service has not been started.\r\n\r\n"));
      Rehearsed.Said unknown = estate.sc("query", "Spooler");
      assertThat(unknown.exitCode()).isEqualTo(1060 & 0xFF);
      assertThat(unknown.text())
          .startsWith("[SC] EnumQueryServicesStatus:OpenService FAILED 1060:");
    }
  }

  @Test
  void a_start_that_its_machine_does_not_survive_has_failed() {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      estate.stop();
    }
    try (Rehearsed estate = Rehearsed.slow(folder, Plan.D, Duration.ofDays(1))) {
      assertThat(estate.sc("start", SERVICE).exitCode()).isZero();
      assertThat(estate.sc("query", SERVICE).text())
          .contains("STATE              : 2  START_PENDING")
          .contains("WAIT_HINT          : 0x7d0");
      assertThat(estate.sc("start", SERVICE).exitCode()).isEqualTo(1056 & 0xFF);
      assertThat(estate.sc("stop", SERVICE).text()).startsWith("[SC] ControlService FAILED 1061:");
    }
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      assertThat(estate.sc("query", SERVICE).text())
          .contains("STATE              : 1  STOPPED")
          .contains("WIN32_EXIT_CODE    : 1067  (0x42b)");
      assertThat(estate.start()).isEqualTo(ServiceState.RUNNING);
    }
  }

  @Test
  void a_service_that_is_not_installed_yet_does_not_exist() {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      assertThat(estate.sc("qc", SERVICE).text()).startsWith("[SC] OpenService FAILED 1060:");
      assertThat(estate.sc("start", SERVICE).text())
          .startsWith("[SC] StartService: OpenService FAILED 1060:");
    }
  }

  @Test
  void it_runs_as_the_configuration_calls_it() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      List<String> command =
          new ArrayList<>(
              new Configuration(
                      estate.folder(),
                      estate.topology(),
                      Memory.open(estate.folder()).state().ports())
                  .serviceControl(Topology.OLD_HOST));
      command.addAll(List.of("query", SERVICE));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isZero();
      assertThat(text).contains("STATE              : 4  RUNNING");
    }
  }

  @Test
  void without_an_estate_the_machine_is_unavailable() {
    Rehearsed estate = Rehearsed.open(folder, Plan.D);
    estate.close();
    Rehearsed.Said said = estate.sc("query", SERVICE);
    assertThat(said.exitCode()).isEqualTo(1722 & 0xFF);
    assertThat(said.text()).startsWith("[SC] OpenSCManager FAILED 1722:");
  }
}
