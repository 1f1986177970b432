package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XPhoneServiceTest {

  private static final String SQLNEW = "SQLNEW\\SQL2019";

  @TempDir Path folder = Path.of("");

  @Test
  void partly_created_tables_keep_it_from_starting_until_all_are_dropped() throws Exception {
    try (Rehearsed estate = ready("partial-tables=2")) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
        assertThat(estate.targetHost().serviceExitCode())
            .isEqualTo(StartFailure.TABLES_PARTLY_CREATED.exitCode());
        assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
        assertThat(estate.targetHost().serviceExitCode())
            .isEqualTo(StartFailure.TABLES_INCOMPLETE.exitCode());
        assertThat(estate.log()).contains("XPDATA lacks ");
        dropAllTables(estate);
      }
      assertThat(estate.start()).as(estate.log()).isEqualTo(ServiceState.RUNNING);
      assertThat(estate.journalled("NEWXP"))
          .contains("tables-partly-created", "tables-created", "service-start-failed");
    }
  }

  private static void dropAllTables(Rehearsed estate) throws Exception {
    for (Topology.Placement placement : estate.topology().placements()) {
      List<List<String>> tables =
          estate.query(SQLNEW, placement.database(), "SELECT name FROM sys.tables");
      List<String> byDependency =
          XPhoneSchema.tables(placement.database(), XPhoneSchema.V9).reversed().stream()
              .map(XPhoneSchema.Table::name)
              .filter(name -> tables.contains(List.of(name)))
              .toList();
      for (String table : byDependency) {
        estate.run(SQLNEW, placement.database(), "DROP TABLE [dbo].[%s]".formatted(table));
      }
    }
  }

  @Test
  void without_db_owner_for_its_account_it_ends_and_says_so() throws Exception {
    try (Rehearsed estate = ready()) {
      estate.run(
          SQLNEW,
          "XPSTATS",
          "ALTER ROLE db_owner DROP MEMBER [%s]".formatted(Topology.SERVICE_ACCOUNT));
      assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.targetHost().serviceExitCode())
          .isEqualTo(StartFailure.ACCESS_DENIED.exitCode());
      assertThat(estate.targetHost().win32ExitCode()).isEqualTo(1066);
      assertThat(estate.log())
          .contains("'REHEARSAL\\xphone' is not db_owner in database XPSTATS")
          .contains("R25");
    }
  }

  @Test
  void without_a_database_or_a_readable_atlas_xml_it_ends_and_says_so() throws Exception {
    try (Rehearsed estate = ready()) {
      estate.run(SQLNEW, "master", "DROP DATABASE [XPVDIR]");
      assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.log()).contains("error 4060").contains("XPVDIR");

      Files.writeString(estate.atlas(), "<Atlas><Databases>");
      assertThat(estate.start()).isEqualTo(ServiceState.STOPPED);
      assertThat(estate.targetHost().serviceExitCode())
          .isEqualTo(StartFailure.CONFIGURATION_UNREADABLE.exitCode());
    }
  }

  @Test
  void its_pages_are_there_only_while_it_runs() throws Exception {
    try (Rehearsed estate = ready()) {
      assertThatThrownBy(() -> estate.get(Ports.webAdmin("NEWXP")))
          .isInstanceOf(ConnectException.class);
      estate.start();
      assertThat(estate.get(Ports.webAdmin("NEWXP")).body())
          .contains("REHEARSAL", "not been run through");
      assertThat(estate.get(Ports.webAdmin("NEWXP"), "wizard").body())
          .contains("REHEARSAL", "<form");
      assertThat(estate.post(Ports.webAdmin("NEWXP"), "wizard").statusCode()).isEqualTo(303);
      assertThat(estate.get(Ports.webAdmin("NEWXP")).body()).contains("The wizard is completed.");

      estate.stop();
      assertThatThrownBy(() -> estate.get(Ports.analytics("NEWXP")))
          .isInstanceOf(ConnectException.class);
      estate.start();
      assertThat(estate.get(Ports.webAdmin("NEWXP")).body()).contains("The wizard is completed.");
    }
  }

  @Test
  void analytics_fails_until_its_pool_runs_as_the_service_account() throws Exception {
    try (Rehearsed estate = ready()) {
      estate.start();
      assertThat(estate.get(Ports.analytics("NEWXP")).statusCode()).isEqualTo(500);
      assertThat(estate.get(Ports.analytics("NEWXP")).body()).contains("REHEARSAL", "R28");
      assertThatThrownBy(() -> estate.hand(Hand.OPEN_ANALYTICS)).hasMessageContaining("R28");
      estate.hand(Hand.SET_APP_POOL);
      assertThat(estate.get(Ports.analytics("NEWXP")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_database_is_in_use_while_it_runs() throws Exception {
    try (Rehearsed estate = ready()) {
      estate.backUp();
      estate.start();
      assertThatThrownBy(estate::restore).hasMessageContaining("in use");
      estate.stop();
      estate.restore();
    }
  }

  private Rehearsed ready(String... faults) throws Exception {
    Rehearsed estate = Rehearsed.open(folder, Plan.C, faults);
    estate.createDatabases();
    estate.hand(Hand.RUN_AUTORUN);
    estate.hand(Hand.INSTALL_XPHONE);
    estate.hand(Hand.SET_SERVICE_ACCOUNT);
    estate.adaptAtlas();
    return estate;
  }
}
