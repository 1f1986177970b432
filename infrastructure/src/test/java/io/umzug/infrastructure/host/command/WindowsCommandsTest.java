package io.umzug.infrastructure.host.command;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.host.HostCommands;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.WindowsHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Through cmd.exe, against Wine behind a real OpenSSH. */
@ResourceLock("wine")
class WindowsCommandsTest extends HostCommandsContract {

  static final Path PREFIX = Path.of("target", "wine").toAbsolutePath();

  @TempDir static Path own;
  private static WindowsHost windows;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(WindowsHost.isAvailable(), "Wine, mingw-w64 or OpenSSH's server is not installed");
    windows = WindowsHost.start(own, PREFIX);
  }

  @AfterAll
  static void stop() {
    if (windows != null) {
      windows.close();
    }
  }

  @Override
  protected HostCommands commands() {
    return new ConfiguredHostCommands(
        new SshHosts(
            Map.of(
                "acme",
                Map.of(
                    MACHINE,
                    new SshHost(
                        "localhost",
                        windows.port(),
                        windows.user(),
                        new SshHost.Secret.Key(windows.key(), null),
                        windows.fingerprint())))));
  }

  @Override
  protected List<String> sayingWords() {
    return List.of(WindowsHost.WORDS);
  }

  @Override
  protected List<String> sayingGrößer() {
    return List.of(WindowsHost.WORDS, "/oem", "größer");
  }

  @Override
  protected List<String> sayingInput() {
    return List.of(WindowsHost.WORDS, "/in");
  }

  @Override
  protected List<String> endingWithSeven() {
    return List.of("exit", "7");
  }
}
