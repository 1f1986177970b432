package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.infrastructure.cli.VerifyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The contract with the stand-in at the other end. */
class FingerprintsTest extends FingerprintsContract {

  @TempDir static Path estateFolder;
  private static StandInEstate estate;

  @BeforeAll
  static void start() throws Exception {
    estate = new StandInEstate(estateFolder);
  }

  @AfterAll
  static void stop() {
    estate.close();
  }

  @Override
  SqlServerAccess access() {
    return StandInEstate.access(NEW, estate.newServer.port(), OPERATOR, PASSWORD);
  }

  @Test
  void verify_by_hand_reads_both_servers(@TempDir Path folder) throws Exception {
    run(
        "CREATE TABLE dbo.A (id int NOT NULL, line nvarchar(20))",
        "INSERT INTO dbo.A VALUES (1, N'x')");
    estate.oldInstance.run("master", "CREATE DATABASE " + database);
    estate.oldInstance.run(database, "CREATE TABLE dbo.A (id int NOT NULL, line nvarchar(20))");
    estate.oldInstance.run(database, "INSERT INTO dbo.A VALUES (1, N'y')");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    StringWriter out = new StringWriter();
    CommandLine commandLine = UmzugCommand.commandLine(VerifyCommand.of(fingerprints));
    commandLine.setOut(new PrintWriter(out));
    String[] arguments = {
      "verify",
      "--source-server=localhost," + estate.oldServer.port(),
      "--source-user=" + OPERATOR,
      "--source-password-file=" + password,
      "--source-trust-server-certificate",
      "--target-server=localhost," + estate.newServer.port(),
      "--target-user=" + OPERATOR,
      "--target-password-file=" + password,
      "--target-trust-server-certificate",
      "--database=" + database
    };
    assertThat(commandLine.execute(arguments)).isEqualTo(9);
    assertThat(out.toString())
        .contains(database + " dbo.A: 1 rows on both sides, but not the same ones");
    estate.oldInstance.run(database, "UPDATE dbo.A SET line = N'x'");
    assertThat(commandLine.execute(arguments)).isZero();
  }
}
