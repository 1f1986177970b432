package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.ODD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.XPHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.SqlServerFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerContractTest {

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServer server;

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    server = estate.connect(NEW, "contract");
  }

  @AfterEach
  void stop() {
    server.close();
    estate.close();
  }

  @Test
  void tells_version_edition_and_whether_it_is_sysadmin() {
    assertThat(server.facts())
        .isEqualTo(new SqlServerFacts(NEW, "15.0.2000.5", "Standard Edition (64-bit)", true));
    assertThat(server.mayCreateDatabases()).isTrue();
    assertThat(server.serviceAccounts()).containsExactly("NT Service\\MSSQL$SQL2019");

    try (SqlServer guest =
        estate.serversAs("guest", "guest").connect(estate.estate(), NEW, "guest")) {
      assertThat(guest.facts().sysadmin()).isFalse();
      assertThat(guest.mayCreateDatabases()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"XPDATA", ODD})
  void creates_a_database_once(String database) {
    assertThat(server.database(database)).isEmpty();
    assertThat(server.createDatabase(database)).isTrue();
    assertThat(server.createDatabase(database)).isFalse();
    assertThat(server.database(database).orElseThrow())
        .extracting(DatabaseState::name, DatabaseState::isOnline)
        .containsExactly(database, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XPDATA", ODD})
  void makes_the_service_account_owner_with_login_and_user_and_again_changes_nothing(
      String database) {
    server.createDatabase(database);
    assertThat(server.isDatabaseOwner(database, XPHONE)).isFalse();

    server.grantDatabaseOwner(database, XPHONE);
    assertThat(server.isDatabaseOwner(database, XPHONE)).isTrue();
    server.grantDatabaseOwner(database, XPHONE);
    assertThat(server.isDatabaseOwner(database, XPHONE)).isTrue();
  }

  @Test
  void completes_what_is_missing_for_the_owner() throws Exception {
    server.createDatabase("XPDATA");
    estate.newInstance.run("master", "CREATE LOGIN [" + XPHONE + "] FROM WINDOWS");
    estate.newInstance.run("XPDATA", "CREATE USER [" + XPHONE + "] FOR LOGIN [" + XPHONE + "]");
    assertThat(server.isDatabaseOwner("XPDATA", XPHONE)).isFalse();

    server.grantDatabaseOwner("XPDATA", XPHONE);
    assertThat(server.isDatabaseOwner("XPDATA", XPHONE)).isTrue();
  }

  @Test
  void an_account_that_owns_the_database_needs_no_user() throws Exception {
    server.createDatabase("XPDATA");
    estate.newInstance.run("master", "CREATE LOGIN [" + XPHONE + "] FROM WINDOWS");
    estate.newInstance.run(
        "master", "ALTER AUTHORIZATION ON DATABASE::[XPDATA] TO [" + XPHONE + "]");

    assertThat(server.isDatabaseOwner("XPDATA", XPHONE)).isTrue();
    server.grantDatabaseOwner("XPDATA", XPHONE);
    assertThat(server.isDatabaseOwner("XPDATA", XPHONE)).isTrue();
  }

  @Test
  void filestream_is_in_effect_only_after_a_restart() {
    assertThat(server.filestreamLevel()).isEqualTo(new FilestreamLevel(NEW, 0, 0));
    assertThat(server.enableFilestream()).isEqualTo(new FilestreamLevel(NEW, 2, 0));
    server.close();
    estate.newInstance.restart();
    server = estate.connect(NEW, "contract");

    assertThat(server.enableFilestream()).isEqualTo(new FilestreamLevel(NEW, 2, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XPDATA", ODD})
  void lists_counts_and_drops_tables(String database) throws Exception {
    server.createDatabase(database);
    estate.newInstance.run(database, "CREATE SCHEMA [odd.']]schema]");
    estate.newInstance.run(
        database, "CREATE TABLE [odd.']]schema].[a.b]]'c] (id int NOT NULL PRIMARY KEY)");
    estate.newInstance.run(database, "CREATE TABLE dbo.parent (id int NOT NULL PRIMARY KEY)");
    estate.newInstance.run(
        database,
        "CREATE TABLE dbo.child (id int NOT NULL PRIMARY KEY, parent int NOT NULL,"
            + " CONSTRAINT fk_child FOREIGN KEY (parent) REFERENCES dbo.parent (id))");
    estate.newInstance.run(database, "INSERT INTO dbo.parent (id) VALUES (1), (2)");
    estate.newInstance.run(database, "INSERT INTO dbo.child (id, parent) VALUES (1, 1)");

    List<Table> all =
        List.of(
            new Table("dbo", "child", 1),
            new Table("dbo", "parent", 2),
            new Table("odd.']schema", "a.b]'c", 0));
    assertThat(server.tables(database)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(server.countRows(database)).containsExactlyInAnyOrderElementsOf(all);

    server.dropTables(database, Set.of("dbo.parent", "dbo.child", "dbo.never was"));
    assertThat(server.tables(database)).containsExactly(new Table("odd.']schema", "a.b]'c", 0));
    server.dropTables(
        database, Set.of("dbo.parent", new Table("odd.']schema", "a.b]'c", 0).qualifiedName()));
    assertThat(server.tables(database)).isEmpty();
  }

  @Test
  void a_table_that_others_refer_to_is_not_dropped() throws Exception {
    server.createDatabase("XPDATA");
    estate.newInstance.run("XPDATA", "CREATE TABLE dbo.parent (id int NOT NULL PRIMARY KEY)");
    estate.newInstance.run(
        "XPDATA",
        "CREATE TABLE dbo.child (id int NOT NULL PRIMARY KEY, parent int NOT NULL,"
            + " CONSTRAINT fk_child FOREIGN KEY (parent) REFERENCES dbo.parent (id))");

    SqlServerFailure failure =
        catchThrowableOfType(
            SqlServerFailure.class, () -> server.dropTables("XPDATA", Set.of("dbo.parent")));
    assertThat(failure.errors()).first().extracting(SqlServerError::number).isEqualTo(3726);
    assertThat(server.tables("XPDATA")).hasSize(2);
  }

  @Test
  void does_not_stay_in_a_database_it_has_looked_into() throws Exception {
    server.createDatabase("XPDATA");
    server.tables("XPDATA");
    server.isDatabaseOwner("XPDATA", XPHONE);
    assertThatThrownBy(() -> server.countRows("none")).isInstanceOf(SqlServerFailure.class);

    estate.newInstance.run("master", "DROP DATABASE [XPDATA]");
    assertThat(server.database("XPDATA")).isEmpty();
  }

  @Test
  void an_unknown_database_is_error_911() {
    SqlServerFailure failure =
        catchThrowableOfType(SqlServerFailure.class, () -> server.tables("none"));

    assertThat(failure.server()).isEqualTo(NEW);
    assertThat(failure.errors()).first().extracting(SqlServerError::number).isEqualTo(911);
  }

  @Test
  void settles_a_database_to_simple_recovery_and_many_users() throws Exception {
    server.createDatabase(ODD);
    estate.newInstance.run(
        "master", "ALTER DATABASE " + TransactSql.name(ODD) + " SET RECOVERY FULL");
    estate.newInstance.run(
        "master",
        "ALTER DATABASE " + TransactSql.name(ODD) + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE");

    server.settle(ODD);
    assertThat(server.database(ODD))
        .contains(new DatabaseState(ODD, "ONLINE", "SIMPLE", "MULTI_USER"));
  }

  @Test
  void servers_are_told_apart_by_name_and_unknown_ones_refused() {
    try (SqlServer old = estate.connect("oldxp\\xpconnect", "contract")) {
      assertThat(old.facts().server()).isEqualTo(OLD);
    }
    assertThatThrownBy(() -> estate.connect("NONE", "contract"))
        .isInstanceOf(SqlServerFailure.class)
        .hasMessageContaining("does not say how SQL Server NONE is reached");
  }
}
