package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.infrastructure.host.command.ConfiguredHostCommands;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.WindowsHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real service control manager, Wine's, over SSH. */
@Timeout(120)
class WineServiceTest {

  @TempDir static Path own;
  private static WindowsHost windows;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(WindowsHost.isAvailable(), "Wine, mingw-w64 or OpenSSH's server is not installed");
    windows = WindowsHost.start(own, Path.of("target", "wine").toAbsolutePath());
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
    return new Estate(
        "acme",
        "t",
        true,
        RouteKind.RELOCATION,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        "\\\\X\\Y",
        List.of(),
        List.of(),
        new XPhoneHost("NEWXP", "a.xml", service, "ACME\\x", "", "", List.of()),
        Map.of());
  }

  private Instant now = Instant.EPOCH;

  private ScServiceControl control() {
    return new ScServiceControl(
        new ConfiguredHostCommands(
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
                            windows.fingerprint()))))),
        Map.of(
            new ScServiceControl.Host("acme", "NEWXP"),
            new ScServiceControl.Way(null, Duration.ofSeconds(1))),
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
}
