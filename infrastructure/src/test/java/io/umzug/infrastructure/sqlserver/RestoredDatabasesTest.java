package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.ODD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.CheckWanted;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseCondition.ConsistencyCheck;
import io.umzug.domain.evidence.DatabaseCondition.PlacedFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes along with a backup from another server, and is right no more. */
@Timeout(120)
class RestoredDatabasesTest {

  private static final String FILE = SHARE + "\\settled.bak";
  private static final CheckWanted FULL = new CheckWanted(CheckWanted.Extent.FULL, Long.MAX_VALUE);

  @TempDir Path folder;
  private StandInEstate estate;
  private SqlServer source;
  private SqlServer target;

  @BeforeEach
  void start() throws Exception {
    estate = new StandInEstate(folder);
    source = estate.connect(OLD, "work/source");
    target = estate.connect(NEW, "work/target");
    estate.fill(ODD, 300);
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    estate.close();
  }

  private void onOld(String database, String... statements) throws Exception {
    for (String statement : statements) {
      estate.oldInstance.run(database, statement);
    }
  }

  private void restore() {
    source.backup(ODD, FILE, "settled", _ -> {});
    target.restore(ODD, FILE, _ -> {});
  }

  private DatabaseCondition settle(CheckWanted wanted) {
    return target.settle(ODD, wanted, _ -> {});
  }

  @Test
  void a_sound_database_is_left_as_it_is_and_described() throws Exception {
    onOld(
        "master",
        "ALTER DATABASE [it's ]]odd[] SET COMPATIBILITY_LEVEL = 120",
        "ALTER DATABASE [it's ]]odd[] SET QUERY_STORE = ON");
    restore();

    DatabaseCondition condition = settle(FULL);
    assertThat(condition.isOwnerMended()).isFalse();
    // For master the operator owned it, who restored it; in the database sa always has.
    assertThat(condition.owner()).isEqualTo("sa");
    assertThat(condition.compatibilityLevel()).isEqualTo(120);
    assertThat(condition.serverLevel()).isEqualTo(150);
    assertThat(condition.queryStore()).isEqualTo("READ_WRITE");
    assertThat(condition.relinkedUsers()).isEmpty();
    assertThat(condition.orphanedUsers()).isEmpty();
    assertThat(condition.consistencyCheck()).isEqualTo(ConsistencyCheck.FULL);
    assertThat(condition.files())
        .extracting(PlacedFile::path)
        .hasSize(2)
        .allMatch(path -> path.contains("SQL2019"));
    assertThat(settle(FULL)).isEqualTo(condition);
  }

  @Test
  void an_owner_who_is_no_login_here_gives_way_to_sa() throws Exception {
    onOld(
        "master",
        "CREATE LOGIN [gone] WITH PASSWORD = 'Secret!of long ago'",
        "ALTER AUTHORIZATION ON DATABASE::[it's ]]odd[] TO [gone]");
    restore();

    DatabaseCondition condition = settle(CheckWanted.NOTHING);
    assertThat(condition.isOwnerMended()).isTrue();
    assertThat(condition.owner()).isEqualTo("sa");
    assertThat(condition.consistencyCheck()).isEqualTo(ConsistencyCheck.NONE);
    assertThat(settle(CheckWanted.NOTHING).isOwnerMended()).isFalse();
  }

  /** Windows names the account; whether it has a login here is another matter. */
  @Test
  void an_owner_whom_windows_knows_but_who_has_no_login_here_gives_way_to_sa() throws Exception {
    onOld(
        "master",
        "CREATE LOGIN [ESTATE\\oldadmin] FROM WINDOWS",
        "ALTER AUTHORIZATION ON DATABASE::[it's ]]odd[] TO [ESTATE\\oldadmin]");
    restore();

    DatabaseCondition condition = settle(CheckWanted.NOTHING);
    assertThat(condition.isOwnerMended()).isTrue();
    assertThat(condition.owner()).isEqualTo("sa");
    assertThat(settle(CheckWanted.NOTHING).isOwnerMended()).isFalse();
  }

  @Test
  void a_user_whose_login_comes_in_as_another_one_is_no_failure() throws Exception {
    onOld("master", "CREATE LOGIN [reader] WITH PASSWORD = 'Secret!of the old'");
    onOld(ODD, "CREATE USER [reader] FOR LOGIN [reader]");
    estate.newInstance.run("master", "CREATE LOGIN [reader] WITH PASSWORD = 'Secret!of the new'");
    restore();
    estate.newInstance.run(ODD, "CREATE USER [second] FOR LOGIN [reader]");

    DatabaseCondition condition = settle(CheckWanted.NOTHING);
    assertThat(condition.relinkedUsers()).isEmpty();
    assertThat(condition.orphanedUsers()).containsExactly("reader");
  }

  @Test
  void a_user_gets_the_login_of_the_same_name_and_one_without_is_named() throws Exception {
    onOld(
        "master",
        "CREATE LOGIN [reader] WITH PASSWORD = 'Secret!of the old'",
        "CREATE LOGIN [stranger] WITH PASSWORD = 'Secret!of the old'");
    onOld(
        ODD,
        "CREATE USER [reader] FOR LOGIN [reader]",
        "CREATE USER [stranger] FOR LOGIN [stranger]",
        "CREATE USER [nobody] WITHOUT LOGIN");
    estate.newInstance.run("master", "CREATE LOGIN [READER] WITH PASSWORD = 'Secret!of the new'");
    restore();

    DatabaseCondition condition = settle(CheckWanted.NOTHING);
    assertThat(condition.relinkedUsers()).containsExactly("reader");
    assertThat(condition.orphanedUsers()).containsExactly("stranger");
    DatabaseCondition again = settle(CheckWanted.NOTHING);
    assertThat(again.relinkedUsers()).isEmpty();
    assertThat(again.orphanedUsers()).containsExactly("stranger");
  }

  @Test
  void what_is_too_large_is_not_checked_and_says_so() throws Exception {
    restore();
    assertThat(settle(new CheckWanted(CheckWanted.Extent.PHYSICAL, 1)).consistencyCheck())
        .isEqualTo(ConsistencyCheck.TOO_LARGE);
    assertThat(
            settle(new CheckWanted(CheckWanted.Extent.PHYSICAL, Long.MAX_VALUE)).consistencyCheck())
        .isEqualTo(ConsistencyCheck.PHYSICAL);
  }

  @Test
  void damage_fails_with_all_that_the_server_says() throws Exception {
    restore();
    estate.arm("damaged-page@check");
    assertThatThrownBy(() -> settle(FULL))
        .isInstanceOfSatisfying(
            SqlServerFailure.class,
            failure ->
                assertThat(failure.errors())
                    .extracting(error -> error.number())
                    .startsWith(8928, 8939))
        .hasMessageContaining("could not be processed");
    assertThat(settle(FULL).consistencyCheck()).isEqualTo(ConsistencyCheck.FULL);
  }
}
