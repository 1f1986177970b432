package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateProcessTest {

  @TempDir Path folder = Path.of("");

  @Test
  void everything_is_as_it_was_after_a_kill() throws Exception {
    List<String> options =
        List.of(
            "--plan", "C", "--rows", "300", "--fault", "restore-fails=3", "--fault", "slow-disk");
    try (EstateProcess process = EstateProcess.start(folder, options)) {
      EstateStatus before;
      try (EstateClient client = process.client()) {
        client.perform(Hand.RUN_AUTORUN);
        client.perform(Hand.INSTALL_XPHONE);
        client.clear(Fault.SLOW_DISK);
        before = client.state();
      }
      String written = Files.readString(process.configuration());
      List<List<String>> users = users(before);

      process.kill();
      assertThat(process.alive()).isFalse();
      process.start();

      try (EstateClient client = process.client()) {
        assertThat(client.state()).isEqualTo(before);
        assertThat(before.rehearsal()).isTrue();
        assertThat(before.faults()).containsExactly("restore-fails=3");
        assertThat(before.host("OLDXP").service()).isEqualTo(ServiceState.RUNNING);
        assertThat(client.journal()).extracting(Journal.Entry::what).contains("xphone-installed");
      }
      assertThat(users(before)).isEqualTo(users).isNotEmpty();
      assertThat(Files.readString(process.configuration())).isEqualTo(written);
    }
  }

  private List<List<String>> users(EstateStatus status) throws Exception {
    try (Connection connection =
        Rehearsed.connect(new EstateFolder(folder), status, "OLDXP\\XPCONNECT", "XPDATA")) {
      return Rehearsed.query(connection, "SELECT * FROM [dbo].[Users] ORDER BY UserId");
    }
  }

  @Test
  void a_second_estate_in_the_folder_or_another_plan_is_refused() {
    try (EstateProcess process =
        EstateProcess.start(folder, List.of("--plan", "D", "--rows", "100"))) {
      assertThatThrownBy(() -> EstateProcess.start(folder, List.of()))
          .hasMessageContaining("Another rehearsal estate is running in");
      process.stop();
      assertThatThrownBy(() -> EstateProcess.start(folder, List.of("--plan", "B")))
          .hasMessageContaining("laid out for plan D; it cannot become one for plan B");
    }
  }

  @Test
  void the_control_interface_wants_its_token_and_refuses_with_a_sentence() throws Exception {
    try (EstateProcess process =
            EstateProcess.start(folder, List.of("--plan", "C", "--rows", "100"));
        EstateClient stranger = new EstateClient(process.address(), "guessed");
        EstateClient client = process.client()) {
      assertThatThrownBy(stranger::state)
          .isInstanceOfSatisfying(
              EstateClient.Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
      assertThatThrownBy(() -> client.perform(Hand.RUN_WIZARD))
          .isInstanceOfSatisfying(
              EstateClient.Refused.class, refused -> assertThat(refused.status()).isEqualTo(409))
          .hasMessageContaining("row 6");
      assertThatThrownBy(() -> client.arm("earthquake"))
          .hasMessageContaining("No fault is called 'earthquake'");
      client.arm("share-denied");
      assertThat(client.state().faults()).containsExactly("share-denied");
      assertThat(client.perform(Hand.GRANT_SHARE).changed()).isTrue();
      assertThat(client.state().faults()).isEmpty();
      for (String secret : List.of("control-token", "secrets/OLDXP_XPCONNECT.sa")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve(secret))))
            .isEqualTo("rw-------");
      }
    }
  }
}
