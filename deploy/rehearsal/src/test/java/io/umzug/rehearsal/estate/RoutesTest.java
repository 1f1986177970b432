package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the estate does on the routes other than the relocation alone. */
class RoutesTest {

  private static final Layout V5 = new Layout(Route.V5, Plan.C, Downtime.IN_PLACE);
  private static final Layout BY_INTERMEDIATE = new Layout(Route.V5, Plan.C, Downtime.INTERMEDIATE);
  private static final Layout EXPRESS = new Layout(Route.SQL_EXPRESS, Plan.A, Downtime.IN_PLACE);
  private static final Layout V4 = new Layout(Route.V4, Plan.C, Downtime.IN_PLACE);
  private static final String OLD = Topology.OLD_HOST;
  private static final String BETWEEN = Topology.INTERMEDIATE_HOST;

  @TempDir Path folder = Path.of("");

  @Test
  void a_v5_reaches_v8_by_three_updates_each_with_its_restart() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      Map<String, Long> old = estate.rows(true);
      assertThat(old).doesNotContainKey("XPDATA.PresenceProfiles");
      for (int version = 6; version <= 8; version++) {
        update(estate, OLD, version);
      }
      assertThat(estate.rows(true))
          .containsAllEntriesOf(old)
          .containsKeys("XPDATA.PresenceProfiles", "XPVDIR.LookupFields", "XPSTATS.QueueDays")
          .doesNotContainKey("XPDATA.WebApiEndpoints");
      assertThatThrownBy(() -> estate.hand(Hand.UPDATE_XPHONE, at(OLD, 9)))
          .hasMessageContaining("R16");
    }
  }

  private static void update(Rehearsed estate, String host, int version) throws HandRefused {
    assertThat(estate.hand(Hand.UPDATE_XPHONE, at(host, version)).changed()).isTrue();
    assertThat(estate.hand(Hand.UPDATE_XPHONE, at(host, version)).changed()).isFalse();
    assertThat(estate.estate().status().host(host).service()).isEqualTo(ServiceState.STOPPED);
    assertThat(estate.start(host)).as(estate.log(host)).isEqualTo(ServiceState.RUNNING);
    if (version < 8) {
      assertThatThrownBy(() -> estate.hand(Hand.UPDATE_XPHONE, at(host, version + 1)))
          .hasMessageContaining("the changes of V%d in XPDATA are not complete".formatted(version))
          .hasMessageContaining("R12");
    }
    estate.stop(host);
    assertThat(estate.start(host)).isEqualTo(ServiceState.RUNNING);
    assertThat(estate.hand(Hand.TEST_CLIENT, at(host, version)).changed()).isTrue();
    assertThat(estate.hand(Hand.TEST_CLIENT, at(host, version)).changed()).isFalse();
  }

  private static Map<String, String> at(String host, int version) {
    return Map.of("host", host, "version", "V" + version);
  }

  @Test
  void no_version_is_left_out_by_the_setup_and_none_by_the_start() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      assertThatThrownBy(() -> estate.hand(Hand.UPDATE_XPHONE, at(OLD, 7)))
          .hasMessageContaining("the next update is V6")
          .hasMessageContaining("R9");
      estate.hand(Hand.UPDATE_XPHONE, at(OLD, 6));
      assertThatThrownBy(() -> estate.hand(Hand.UPDATE_XPHONE, at(OLD, 7)))
          .hasMessageContaining("V6 was never started")
          .hasMessageContaining("R12");
      assertThatThrownBy(() -> estate.hand(Hand.TEST_CLIENT, at(OLD, 6)))
          .hasMessageContaining("R13");
    }
    // What a V7 says that meets a V5's databases, however it came to meet them.
    try (Rehearsed estate = Rehearsed.open(folder.resolve("V7"), with(Route.V7))) {
      estate.stop(OLD);
      for (Topology.Placement placement : estate.topology().placements()) {
        estate.run(
            placement.source(),
            placement.database(),
            "UPDATE [dbo].[SchemaVersion] SET Version = 5");
      }
      assertThat(estate.start(OLD)).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.estate().status().host(OLD).serviceExitCode())
          .isEqualTo(StartFailure.VERSION_LEFT_OUT.exitCode());
      assertThat(estate.log(OLD)).contains("of version 5", "V6 was left out", "R9");
    }
  }

  private static Layout with(Route route) {
    return new Layout(route, Plan.C, Downtime.IN_PLACE);
  }

  @Test
  void a_rollback_brings_back_every_file_and_every_row() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      update(estate, OLD, 6);
      estate.backUp();
      Path atlas = estate.folder().xphone(OLD).resolve("atlas.xml");
      Path rules = atlas.resolveSibling("Custom").resolve("rules.xml");
      byte[] atlasThen = Files.readAllBytes(atlas);
      byte[] rulesThen = Files.readAllBytes(rules);
      Fingerprint then = estate.estate().fingerprint(OLD);
      assertThat(then.version()).isEqualTo(6);
      assertThat(then.files())
          .containsOnlyKeys("atlas.xml", "XPhone.lic", "Custom/greeting.txt", "Custom/rules.xml");
      assertThat(then.databases()).hasSize(4).allMatch(Fingerprint.DatabasePrint::online);

      update(estate, OLD, 7);
      estate.run("OLDXP\\XPCONNECT", "XPDATA", "DELETE FROM [dbo].[Journal] WHERE EntryId < 20");
      Fingerprint later = estate.estate().fingerprint(OLD);
      assertThat(later.files()).isNotEqualTo(then.files());
      assertThat(later.databases()).doesNotContainAnyElementsOf(then.databases());

      assertThat(estate.hand(Hand.PUT_BACK_SOFTWARE, at(OLD, 6)).changed()).isTrue();
      assertThat(estate.hand(Hand.PUT_BACK_SOFTWARE, at(OLD, 6)).changed()).isFalse();
      assertThat(estate.start(OLD)).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.log(OLD)).contains("version 7, newer than this server's 6");
      estate.restoreOld();
      Files.write(atlas, atlasThen);
      Files.write(rules, rulesThen);

      assertThat(estate.start(OLD)).as(estate.log(OLD)).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.estate().fingerprint(OLD)).isEqualTo(then);
      update(estate, OLD, 7);
    }
  }

  @Test
  void a_vm_snapshot_powers_the_machine_off_and_starts_what_ran() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      Fingerprint before = estate.estate().fingerprint(OLD);
      Map<String, String> named = Map.of("host", OLD, "name", "before V6");
      assertThat(estate.hand(Hand.TAKE_VM_SNAPSHOT, named).text()).contains("before V6", "R11");
      assertThat(estate.hand(Hand.TAKE_VM_SNAPSHOT, named).changed()).isFalse();
      assertThat(estate.estate().status().host(OLD).service()).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.estate().fingerprint(OLD)).isEqualTo(before);
      assertThat(estate.journalled(OLD))
          .containsSubsequence(
              "service-stopped",
              "machine-powered-off",
              "vm-snapshot-taken",
              "machine-powered-on",
              "service-started");
      estate.stop(OLD);
      estate.hand(Hand.TAKE_VM_SNAPSHOT, Map.of("host", OLD, "name", "while it was stopped"));
      assertThat(estate.estate().status().host(OLD).service()).isEqualTo(ServiceState.STOPPED);
    }
  }

  @Test
  void a_kill_between_power_off_and_power_on_starts_what_ran() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      estate.stop(OLD);
    }
    Memory.open(new EstateFolder(folder)).change(before -> before.withToStart(OLD));
    try (Rehearsed estate = Rehearsed.open(folder, V5)) {
      assertThat(estate.estate().status().host(OLD).service()).isEqualTo(ServiceState.RUNNING);
      assertThat(Memory.open(estate.folder()).state().isToStart(OLD)).isFalse();
    }
  }

  @Test
  void an_intermediate_server_is_updated_while_the_old_one_keeps_running() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, BY_INTERMEDIATE)) {
      Fingerprint old = estate.estate().fingerprint(OLD);
      assertThat(estate.hand(Hand.SET_UP_INTERMEDIATE).changed()).isTrue();
      assertThat(estate.hand(Hand.SET_UP_INTERMEDIATE).changed()).isFalse();
      estate.backUp();
      estate.restoreTo(Topology.Placement::intermediate);
      for (int version = 6; version <= 8; version++) {
        update(estate, BETWEEN, version);
      }
      assertThat(estate.estate().fingerprint(OLD)).isEqualTo(old);
      assertThat(estate.estate().status().host(OLD).service()).isEqualTo(ServiceState.RUNNING);
      assertThatThrownBy(() -> estate.hand(Hand.DELETE_INTERMEDIATE)).hasMessageContaining("R15");

      estate.createDatabases();
      estate.hand(Hand.RUN_AUTORUN);
      estate.hand(Hand.INSTALL_XPHONE);
      estate.hand(Hand.SET_SERVICE_ACCOUNT);
      estate.adaptAtlas();
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.hand(Hand.DELETE_INTERMEDIATE).changed()).isTrue();
      assertThat(estate.hand(Hand.DELETE_INTERMEDIATE).changed()).isFalse();
      assertThat(estate.folder().xphone(BETWEEN)).doesNotExist();
      assertThat(estate.estate().status().sqlServers())
          .filteredOn(server -> server.name().startsWith(BETWEEN))
          .noneMatch(EstateStatus.SqlServerStatus::installed);
    }
    try (Rehearsed estate = Rehearsed.open(folder, BY_INTERMEDIATE)) {
      assertThat(estate.hand(Hand.DELETE_INTERMEDIATE).changed()).isFalse();
    }
  }

  @Test
  void the_batch_files_make_empty_instances_and_the_old_ones_go_only_after_success()
      throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, EXPRESS)) {
      Map<String, Long> old = estate.rows(true);
      assertThat(estate.hand(Hand.INSTALL_NEWEST_RELEASE).changed()).isTrue();
      assertThat(estate.hand(Hand.INSTALL_NEWEST_RELEASE).changed()).isFalse();
      assertThat(estate.targetHost().service()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.targetHost().version()).isEqualTo(8);
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      estate.backUp();
      assertThatThrownBy(() -> estate.hand(Hand.RUN_BATCH_FILES)).hasMessageContaining("E3");
      estate.stop();
      assertThat(estate.hand(Hand.RUN_BATCH_FILES).changed()).isTrue();
      assertThat(estate.hand(Hand.RUN_BATCH_FILES).changed()).isFalse();
      String databases = "SELECT name FROM sys.databases WHERE name LIKE N'XP%'";
      assertThat(estate.query("OLDXP\\XPCONNECT2019", "master", databases)).isEmpty();

      Path atlas = estate.atlas();
      String text = Files.readString(atlas);
      assertThat(text).contains("Data Source=(local)\\XPCONNECT\"");
      assertThatThrownBy(() -> estate.hand(Hand.UNINSTALL_OLD_INSTANCES))
          .hasMessageContaining("(local)\\XPCONNECT")
          .hasMessageContaining("E7");
      Files.writeString(
          atlas, text.replaceAll("(Data Source=\\(local\\)\\\\XP(?:CONNECT|ANALYTICS))", "$12019"));
      assertThatThrownBy(() -> estate.hand(Hand.UNINSTALL_OLD_INSTANCES))
          .hasMessageContaining("does not run");
      estate.restore();
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.rows(false)).containsAllEntriesOf(old);
      assertThat(estate.hand(Hand.UNINSTALL_OLD_INSTANCES).changed()).isTrue();
      assertThat(estate.hand(Hand.UNINSTALL_OLD_INSTANCES).changed()).isFalse();
    }
    try (Rehearsed estate = Rehearsed.open(folder, EXPRESS)) {
      assertThat(estate.estate().status().host(OLD).service()).isEqualTo(ServiceState.RUNNING);
      assertThatThrownBy(() -> estate.hand(Hand.SWITCH_OFF_OLD))
          .hasMessage("switch-off-old is not in route sql-express.");
    }
  }

  @Test
  void a_v4_gives_its_five_artefacts_to_a_new_v9() throws Exception {
    try (Rehearsed estate = Rehearsed.open(folder, V4)) {
      assertThatThrownBy(() -> estate.hand(Hand.EXPORT_V4)).hasMessageContaining("R2");
      assertThatThrownBy(() -> estate.hand(Hand.UPDATE_MIGRATIONS_MANAGER))
          .hasMessageContaining("4.5.35 SR5");
      estate.hand(Hand.UPDATE_V4);
      estate.hand(Hand.UPDATE_MIGRATIONS_MANAGER);
      HandResult exported = estate.hand(Hand.EXPORT_V4);
      assertThat(exported.changed()).isTrue();
      assertThat(exported.counts()).containsOnlyKeys("a", "b", "c", "d", "e");
      assertThat(exported.counts().values()).allMatch(count -> count > 0);
      assertThat(estate.hand(Hand.EXPORT_V4))
          .isEqualTo(new HandResult("export-v4", false, exported.text(), exported.counts()));

      Map<String, String> users = Map.of("artefact", "e");
      assertThatThrownBy(() -> estate.hand(Hand.IMPORT_V4, users)).hasMessageContaining("row 6");
      estate.hand(Hand.RUN_AUTORUN);
      estate.hand(Hand.INSTALL_XPHONE);
      for (String letter : List.of("a", "b", "c", "d", "e")) {
        HandResult taken = estate.hand(Hand.IMPORT_V4, Map.of("artefact", letter));
        assertThat(taken.counts()).isEqualTo(Map.of(letter, exported.counts().get(letter)));
      }
      assertThat(estate.hand(Hand.IMPORT_V4, users).changed()).isFalse();
      assertThatThrownBy(() -> estate.hand(Hand.IMPORT_V4, Map.of("artefact", "f")))
          .hasMessageContaining("R6");

      Fingerprint old = estate.estate().fingerprint(Topology.V4_HOST);
      Fingerprint fresh = estate.estate().fingerprint("NEWXP");
      assertThat(old.databases()).isEmpty();
      old.files()
          .forEach((name, sum) -> assertThat(fresh.files()).containsEntry("Imported/" + name, sum));
      String csv =
          Files.readString(
              estate.folder().transfer().resolve("e-users/users.csv"), StandardCharsets.UTF_8);
      assertThat(csv).startsWith("ID;firstname;name;account;").contains("\r\n# REHEARSAL");
      assertThat(estate.hand(Hand.SWITCH_OFF_OLD).changed()).isTrue();
      assertThat(estate.estate().status().host(Topology.V4_HOST).switchedOff()).isTrue();
    }
  }

  @Test
  void wishes_that_do_not_go_together_are_refused_with_their_rule() {
    assertThatThrownBy(() -> wished(Route.V4, Plan.D, Downtime.IN_PLACE))
        .hasMessageContaining("R3");
    assertThatThrownBy(() -> wished(Route.V8, Plan.C, Downtime.INTERMEDIATE))
        .hasMessageContaining("R15");
    assertThatThrownBy(() -> wished(Route.V5, Plan.D, Downtime.INTERMEDIATE))
        .hasMessageContaining("R21");
    assertThatThrownBy(() -> wished(Route.SQL_EXPRESS, Plan.C, Downtime.IN_PLACE))
        .hasMessageContaining("--plan");
    assertThatThrownBy(
            () -> Rehearsed.open(folder, new Layout(Route.V4, Plan.D, Downtime.IN_PLACE)))
        .isInstanceOf(EstateException.class);
    assertThatThrownBy(() -> Route.labelled("V3")).hasMessageContaining("V4, V5");
    assertThatThrownBy(() -> byScript(Route.V8, Plan.A)).hasMessageContaining("M1");
    assertThatThrownBy(() -> byScript(Route.V4, Plan.C)).hasMessageContaining("M1");
    assertThatThrownBy(() -> Transport.labelled("post")).hasMessageContaining("backup, script");
  }

  @Test
  void by_script_the_target_is_older_than_any_backup_of_the_old_one_could_go_to() {
    Topology topology = Topology.of(byScript(Route.V8, Plan.C));
    assertThat(topology.newSqlServers())
        .allSatisfy(
            place -> assertThat(place.release()).isEqualTo(SqlServerPlace.Release.SQL_2014));
    assertThat(topology.oldSqlServers())
        .allSatisfy(
            place -> assertThat(place.release()).isEqualTo(SqlServerPlace.Release.SQL_2017));
    assertThat(topology.sqlServersAtFirst()).containsAll(topology.newSqlServers());
    assertThat(topology.layout().inWords()).isEqualTo("plan C, by script");
  }

  private static Layout byScript(Route route, Plan plan) {
    return Layout.wished(
        Optional.of(route), Optional.of(plan), Optional.empty(), Optional.of(Transport.SCRIPT));
  }

  private static Layout wished(Route route, Plan plan, Downtime downtime) {
    return Layout.wished(
        Optional.of(route), Optional.of(plan), Optional.of(downtime), Optional.empty());
  }
}
