package io.umzug.infrastructure.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that outlived the service that started it. */
final class Postmaster {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final long PATIENCE_SECONDS = 10;

  private Postmaster() {}

  /** Stops the server of this data folder, if one runs; to be called under the folder's lock. */
  static void stopSurvivor(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
      return;
    }
    ProcessHandle server =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(Postmaster::isPostgres)
            .orElse(null);
    if (server == null) {
      return;
    }
    LOG.info("Stopping the PostgreSQL server {} that outlived its service", server.pid());
    server.destroy();
    if (!isGone(server)) {
      server.destroyForcibly();
      if (!isGone(server)) {
        throw new IOException(
            "The PostgreSQL server with process id %d does not stop. End it by hand, then start"
                    .formatted(server.pid())
                + " again.");
      }
    }
  }

  /** A process id may have gone to somebody else since. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").contains("postgres");
  }

  private static boolean isGone(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
