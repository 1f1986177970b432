package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.StandInEstate.NEW;
import static io.umzug.infrastructure.sqlserver.StandInEstate.OPERATOR;
import static io.umzug.infrastructure.sqlserver.StandInEstate.PASSWORD;

import io.umzug.application.sqlserver.SqlServerAccess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the stand-in at the other end. */
class ScriptExportTest extends ScriptExportContract {

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
}
