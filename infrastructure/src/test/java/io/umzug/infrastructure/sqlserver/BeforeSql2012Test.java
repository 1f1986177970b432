package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.OLD;
import static io.umzug.infrastructure.sqlserver.StandInEstate.SHARE;
import static io.umzug.infrastructure.sqlserver.StandInEstate.XPHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseFile;
import io.umzug.application.sqlserver.SqlServer.DatabaseUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** V5 and V6 came with SQL Server 2008 R2 Express; the way back to a snapshot (R10) is there. */
@Timeout(120)
class BeforeSql2012Test {

  private static final String FILE = SHARE + "\\before.bak";

  @TempDir Path folder;

  private static List<String> paths(SqlServer server, String database) {
    return server.files(database).stream().map(DatabaseFile::path).toList();
  }

  @Test
  void a_database_is_restored_settled_and_given_to_the_service_account() throws Exception {
    try (StandInEstate estate =
            new StandInEstate(
                folder,
                "10.50.4000.0",
                "Express Edition (64-bit)",
                "10.0.6000.29",
                "Standard Edition (64-bit)");
        SqlServer server = estate.connect(OLD, "work")) {
      estate.oldInstance.run(
          "master",
          "CREATE DATABASE [XPDATA] ON PRIMARY (NAME = N'XPDATA', FILENAME = N'D:\\data\\x.mdf')"
              + " LOG ON (NAME = N'XPDATA_log', FILENAME = N'E:\\log\\x.ldf')");
      estate.oldInstance.run("XPDATA", "CREATE USER [nobody] WITHOUT LOGIN");
      estate.oldInstance.run("XPDATA", "CREATE USER [guest_] FOR LOGIN [guest]");
      server.backup("XPDATA", FILE, "before", _ -> {});
      server.restore("XPDATA", FILE, _ -> {});
      assertThat(paths(server, "XPDATA"))
          .containsExactly("D:\\data\\XPDATA.mdf", "E:\\log\\XPDATA_log.ldf");

      server.restore("XPDATA copy", FILE, _ -> {});
      String masters = paths(server, "master").getFirst();
      assertThat(paths(server, "XPDATA copy"))
          .allMatch(path -> path.startsWith(masters.replace("master.mdf", "")));

      assertThat(server.settle("XPDATA").orphanedUsers()).isEmpty();
      assertThat(server.users("XPDATA")).extracting(DatabaseUser::name).containsExactly("guest_");
      server.grantDatabaseOwner("XPDATA", XPHONE);
      assertThat(server.isDatabaseOwner("XPDATA", XPHONE)).isTrue();
      assertThat(server.restoreVolumes()).isPresent();
    }
  }
}
