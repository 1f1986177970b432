package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlansTest {

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Plan.class)
  void the_rows_of_the_plan_lead_to_a_running_v9_with_the_old_rows(Plan plan) throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, plan)) {
      Map<String, Long> old = estate.rows(true);
      estate.backUp();
      prepare(estate);
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      estate.hand(Hand.RUN_WIZARD);
      estate.hand(Hand.OPEN_ANALYTICS);

      estate.stop();
      estate.restore();
      if (plan != Plan.A) {
        estate.entitle();
      }
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);

      assertThat(estate.targetHost().version()).isEqualTo(XPhoneSchema.V9);
      assertThat(estate.rows(false)).containsAllEntriesOf(old);
      assertThat(estate.log()).contains("one restart is needed to finish (R12)");
      assertThat(estate.log()).doesNotContain("database changes complete");
      estate.hand(Hand.RESTART_MACHINE);
      assertThat(estate.log()).contains("XPDATA: database changes complete");
      assertThat(estate.journalled(estate.topology().targetHost()))
          .contains("schema-upgraded", "schema-completed");
      if (plan != Plan.D) {
        estate.hand(Hand.SWITCH_OFF_OLD);
        assertThatThrownBy(() -> estate.get(Ports.webAdmin(Topology.OLD_HOST)))
            .isInstanceOf(java.net.ConnectException.class);
      }
    }
  }

  private static void prepare(Rehearsed estate) throws Exception {
    Plan plan = estate.topology().plan();
    if (plan == Plan.B) {
      estate.hand(Hand.INSTALL_SQL_SERVER);
    }
    if (plan != Plan.A) {
      estate.createDatabases();
    }
    if (plan != Plan.D) {
      estate.hand(Hand.RUN_AUTORUN);
    }
    estate.hand(Hand.INSTALL_XPHONE);
    if (plan != Plan.A) {
      estate.hand(Hand.SET_SERVICE_ACCOUNT);
      estate.hand(Hand.SET_APP_POOL);
      estate.adaptAtlas();
    }
  }

  @ParameterizedTest
  @EnumSource(Plan.class)
  void every_hand_of_the_plan_changes_nothing_the_second_time(Plan plan) throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, plan)) {
      prepare(estate);
      estate.start();
      for (Hand hand : Hand.values()) {
        if (hand.in(plan) && !(plan == Plan.A && hand == Hand.SET_SERVICE_ACCOUNT)) {
          switch (hand) {
            case RESTART_SQL_SERVER,
                RESTART_MACHINE,
                BACKUP_BY_BACKUP_MANAGER,
                RESTORE_BY_BACKUP_MANAGER -> {}
            case RUN_WIZARD, TEST_CLIENT -> {
              estate.start();
              twice(estate, hand);
            }
            default -> twice(estate, hand);
          }
        }
      }
    }
  }

  private static void twice(Rehearsed estate, Hand hand) throws HandRefused {
    Map<String, String> parameters = Map.of("version", "V9");
    estate.hand(hand, parameters);
    assertThat(estate.hand(hand, parameters).changed()).as(hand.label()).isFalse();
  }

  @Test
  void a_hand_of_another_plan_is_refused() {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      assertThatThrownBy(() -> estate.hand(Hand.INSTALL_SQL_SERVER))
          .isInstanceOf(HandRefused.class)
          .hasMessage("install-sql-server (row 1) is not in plan C (R24).");
    }
  }

  @Test
  void the_account_cannot_be_set_while_a_server_named_in_atlas_xml_is_silent() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      estate.hand(Hand.RUN_AUTORUN);
      estate.hand(Hand.INSTALL_XPHONE);
      String atlas = Files.readString(estate.atlas());
      Files.writeString(estate.atlas(), atlas.replace("tcp:SQLNEW\\SQL2019", "(local)\\XPCONNECT"));
      assertThatThrownBy(() -> estate.hand(Hand.SET_SERVICE_ACCOUNT))
          .hasMessageContaining("(local)\\XPCONNECT")
          .hasMessageContaining("R27");
    }
  }

  @Test
  void the_installer_leaves_row_8_something_to_do() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.C)) {
      estate.createDatabases();
      estate.hand(Hand.RUN_AUTORUN);
      estate.hand(Hand.INSTALL_XPHONE);
      estate.hand(Hand.SET_SERVICE_ACCOUNT);
      assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.log()).contains("Atlas").contains("useLogin=\"Windows\"");
      estate.adaptAtlas();
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
    }
  }
}
