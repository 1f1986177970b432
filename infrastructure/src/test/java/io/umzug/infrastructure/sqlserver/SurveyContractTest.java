package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.ODD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.XPHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseFile;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServer.DatabaseUser;
import io.umzug.application.sqlserver.SqlServer.Nature;
import io.umzug.application.sqlserver.SqlServer.RestoreVolumes;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.evidence.DatabaseContents;
import io.umzug.rehearsal.estate.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preflight and the overwrite ledger ask, over the real driver. */
class SurveyContractTest {

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServer server;

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    server = estate.connect(NEW, "survey");
  }

  @AfterEach
  void stop() {
    server.close();
    estate.close();
  }

  @Test
  void tells_collation_and_express() {
    assertThat(server.nature()).isEqualTo(new Nature("Latin1_General_CI_AS", false));
    try (SqlServer old = estate.connect(OLD, "survey")) {
      assertThat(old.nature().express()).isTrue();
    }
  }

  @Test
  void tells_the_room_on_the_volumes_of_its_default_folders() throws Exception {
    RestoreVolumes volumes = server.restoreVolumes().orElseThrow();
    assertThat(volumes.data().mountPoint()).isEqualTo("C:\\");
    assertThat(volumes.data().freeBytes())
        .isPositive()
        .isLessThanOrEqualTo(Files.getFileStore(folder).getTotalSpace());
    assertThat(volumes.log().mountPoint()).isEqualTo(volumes.data().mountPoint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"XPDATA", ODD})
  void tells_how_a_database_is_set_up_and_how_large_its_files_are(String database)
      throws Exception {
    assertThat(server.setting(database)).isEmpty();
    assertThat(server.files(database)).isEmpty();
    server.createDatabase(database);
    assertThat(server.setting(database))
        .contains(new DatabaseSetting("Latin1_General_CI_AS", 150, "FULL"));
    assertThat(server.files(database))
        .extracting(DatabaseFile::type)
        .containsExactly("ROWS", "LOG");
    assertThat(server.files(database)).allMatch(file -> file.bytes() >= 1_048_576);

    estate.newInstance.run(
        "master",
        "ALTER DATABASE %s MODIFY FILE (NAME = %s, SIZE = 11 GB)"
            .formatted(TransactSql.name(database), TransactSql.text(database)));
    String path = server.files(database).getFirst().path();
    assertThat(path).endsWith(".mdf");
    assertThat(server.files(database).getFirst())
        .isEqualTo(new DatabaseFile(database, "ROWS", path, 11L << 30));
    estate.newInstance.run(
        "master", "ALTER DATABASE " + TransactSql.name(database) + " SET OFFLINE");
    assertThat(server.files(database)).hasSize(2);
  }

  @Test
  void finds_the_users_whose_login_is_gone() throws Exception {
    server.createDatabase("XPDATA");
    server.grantDatabaseOwner("XPDATA", XPHONE);
    estate.newInstance.run("master", "CREATE LOGIN clerk WITH PASSWORD = N'Geheim1!'");
    estate.newInstance.run("XPDATA", "CREATE USER clerk FOR LOGIN clerk");
    estate.newInstance.run("XPDATA", "CREATE USER nobody WITHOUT LOGIN");
    assertThat(server.users("XPDATA"))
        .extracting(DatabaseUser::name, DatabaseUser::windows)
        .containsExactly(tuple("clerk", false), tuple(XPHONE, true));
    assertThat(server.users("XPDATA")).allMatch(user -> server.loginSids().contains(user.sid()));

    estate.newInstance.run("master", "DROP LOGIN clerk");
    assertThat(
            server.users("XPDATA").stream()
                .filter(user -> !server.loginSids().contains(user.sid()))
                .map(DatabaseUser::name))
        .containsExactly("clerk");
  }

  @Test
  void tells_what_a_restore_would_destroy() throws Exception {
    LocalDateTime before = LocalDateTime.now().minusSeconds(2);
    estate.fill("XPDATA", 750);
    try (SqlServer old = estate.connect(OLD, "survey")) {
      DatabaseContents contents = old.contents("XPDATA");
      assertThat(contents.server()).isEqualTo(OLD);
      assertThat(contents.tables()).isEqualTo(2);
      assertThat(contents.rows()).isEqualTo(750);
      assertThat(contents.hasRows()).isTrue();
      assertThat(contents.bytes())
          .isEqualTo(old.files("XPDATA").stream().mapToLong(DatabaseFile::bytes).sum());
      assertThat(LocalDateTime.parse(String.valueOf(contents.lastWrite())))
          .isBetween(before, LocalDateTime.now().plusSeconds(2));
    }
    estate.oldInstance.restart();
    try (SqlServer old = estate.connect(OLD, "survey")) {
      assertThat(old.contents("XPDATA").lastWrite()).isNull();
    }
    server.createDatabase(ODD);
    assertThat(server.contents(ODD))
        .extracting(
            DatabaseContents::tables,
            DatabaseContents::rows,
            DatabaseContents::hasRows,
            DatabaseContents::lastWrite)
        .containsExactly(0, 0L, false, null);
  }

  @Test
  void changes_nothing() throws Exception {
    estate.fill("XPDATA", 10);
    long before = Journal.read(estate.journalFile).size();
    try (SqlServer old = estate.connect(OLD, "survey")) {
      old.nature();
      old.restoreVolumes();
      old.setting("XPDATA");
      old.files("XPDATA");
      old.users("XPDATA");
      old.loginSids();
      old.contents("XPDATA");
    }
    assertThat(Journal.read(estate.journalFile)).hasSize((int) before);
  }

  @Test
  void a_database_that_is_not_there_is_error_911() {
    SqlServerFailure failure =
        catchThrowableOfType(SqlServerFailure.class, () -> server.contents("none"));
    assertThat(failure.errors()).first().extracting(SqlServerError::number).isEqualTo(911);
  }
}
