package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.application.work.WorkContext;
import io.umzug.application.worker.BatchFilesWorker;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.infrastructure.SomeEstate;
import io.umzug.infrastructure.files.LocalEvidenceStore;
import io.umzug.infrastructure.filesystem.LocalHostFiles;
import io.umzug.infrastructure.host.command.ConfiguredHostCommands;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.WindowsHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A real service control manager, Wine's, over SSH. */
@Timeout(120)
@ResourceLock("wine")
class WineServiceTest {

  private static final Path PREFIX = Path.of("target", "wine").toAbsolutePath();

  @TempDir static Path own;
  private static WindowsHost windows;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(WindowsHost.isAvailable(), "Wine, mingw-w64 or OpenSSH's server is not installed");
    windows = WindowsHost.start(own, PREFIX);
    windows.install("XPhone Umzug", "");
    windows.install("XPhoneRefuses", "fails 5");
    windows.install("XPhoneOwnCode", "specific 42");
    windows.install("XPhoneSlow", "pending 600000");
  }

  @AfterAll
  static void stop() {
    if (windows != null) {
      windows.close();
    }
  }

  private static Estate of(String service) {
    return SomeEstate.with(
        "acme",
        "\\\\X\\Y",
        new XPhoneHost(
            "NEWXP",
            "a.xml",
            service,
            "ACME\\x",
            "",
            "",
            List.of(),
            XPhoneHost.Addresses.NONE,
            "C:\\XPhone 9"));
  }

  private Instant now = Instant.EPOCH;

  private static HostCommands commands() {
    return new ConfiguredHostCommands(
        new SshHosts(
            Map.of(
                "acme",
                Map.of(
                    "NEWXP",
                    new SshHost(
                        "localhost",
                        windows.port(),
                        windows.user(),
                        new SshHost.Secret.Key(windows.key(), null),
                        windows.fingerprint())))));
  }

  private ScServiceControl control() {
    return new ScServiceControl(
        commands(),
        Map.of(
            new EstateHost("acme", "NEWXP"), new ScServiceControl.Way(null, Duration.ofSeconds(1))),
        () -> now,
        pause -> now = now.plus(pause));
  }

  @Test
  void it_starts_shows_its_account_and_stops() throws Exception {
    Estate estate = of("XPhone Umzug");
    assertThat(control().query(estate).state()).isEqualTo(State.STOPPED);
    assertThat(control().start(estate).state()).isEqualTo(State.RUNNING);
    assertThat(control().account(estate)).isEqualTo("LocalSystem");
    assertThat(control().stop(estate).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void a_start_that_fails_leaves_its_code() throws Exception {
    Status refused = control().start(of("XPhoneRefuses"));
    assertThat(refused.state()).isEqualTo(State.STOPPED);
    assertThat(refused.exitCode()).isEqualTo(5);
    Status own = control().start(of("XPhoneOwnCode"));
    assertThat(own.exitCode()).isEqualTo(1066);
    assertThat(own.ownExitCode()).isEqualTo(42);
    assertThat(control().eventLog(of("XPhoneOwnCode"))).as("Wine has no wevtutil").isEmpty();
  }

  @Test
  void one_that_takes_longer_than_was_said_is_still_on_its_way() throws Exception {
    assertThat(control().start(of("XPhoneSlow")).state()).isEqualTo(State.START_PENDING);
  }

  @Test
  void one_that_is_not_there_is_a_problem() {
    ServiceProblem problem =
        catchThrowableOfType(ServiceProblem.class, () -> control().query(of("Nosuch")));
    assertThat(problem).hasMessageContaining("sc for the service 'Nosuch'");
  }

  /** E4, from a medium with a blank in its name; the files look for themselves where they are. */
  @Test
  void the_batch_files_run_from_their_medium_and_one_that_fails_says_so() throws Exception {
    Path medium = PREFIX.resolve("drive_c/XPhone 9");
    Path files = Files.createDirectories(medium.resolve("Software/Server/3rdParty/sql"));
    batchFile(files.resolve("MigrateSQLServer_UC.BAT"), 0);
    batchFile(files.resolve("MigrateSQLServer_STAT.BAT"), 0);
    Report.BatchFilesRan ran = (Report.BatchFilesRan) runBatchFiles();
    assertThat(ran.runs()).extracting(ProgramRun::exitCode).containsExactly(0, 0);
    String said = Files.readString(evidence.resolve(ran.runs().getLast().output().sha256()));
    assertThat(said).isEqualTo("MigrateSQLServer_STAT.BAT from the medium\r\n");

    batchFile(files.resolve("MigrateSQLServer_UC.BAT"), 17);
    Report.BatchFilesFailed failed = (Report.BatchFilesFailed) runBatchFiles();
    assertThat(failed.diagnosis().cause()).contains("ended with exit code 17 on NEWXP");
    assertThat(failed.diagnosis().exactText()).contains("MigrateSQLServer_UC.BAT from the medium");
  }

  @TempDir Path evidence;

  private static void batchFile(Path file, int exitCode) throws IOException {
    String name = file.getFileName().toString();
    Files.writeString(
        file,
        """
        @echo off
        if not exist Software\\Server\\3rdParty\\sql\\%1$s exit /b 9
        echo %1$s from the medium
        exit /b %2$d
        """
            .formatted(name, exitCode)
            .replace("\n", "\r\n"));
  }

  private Report runBatchFiles() throws InterruptedException {
    Estates one =
        new Estates() {
          @Override
          public List<Estate> all() {
            return List.of(of("XPhone Umzug"));
          }

          @Override
          public Estate named(String name) {
            return of("XPhone Umzug");
          }
        };
    return new BatchFilesWorker(
            one,
            commands(),
            control(),
            new LocalEvidenceStore(new LocalHostFiles("here"), evidence))
        .perform(
            new BatchFilesRequested(
                new WorkOrder(
                    new MigrationId("acme"),
                    "acme",
                    Step.RUN_BATCH_FILES,
                    Task.RUN_BATCH_FILES,
                    1,
                    0,
                    0,
                    Site.TARGET)),
            new Forgetful());
  }

  /** Nothing is interrupted here. */
  private static final class Forgetful implements WorkContext {
    @Override
    public void progress(String subject, int percent) {}

    @Override
    public void remember(String note) {}

    @Override
    public Optional<String> recall() {
      return Optional.empty();
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.empty();
    }
  }
}
