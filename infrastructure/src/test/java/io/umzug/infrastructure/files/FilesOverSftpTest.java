package io.umzug.infrastructure.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.filesystem.TestHost;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.OpenSshServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH. */
class FilesOverSftpTest extends FilesOfHostContract {

  @TempDir static Path own;
  private static TestHost host;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    host = TestHost.openSsh(own);
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  protected TestHost host() {
    return host;
  }

  @Override
  protected HostPlaces refused() {
    OpenSshServer sshd = (OpenSshServer) host.server();
    SshHost unknown =
        new SshHost(
            "localhost",
            sshd.port(),
            sshd.user(),
            new SshHost.Secret.Key(sshd.key(), null),
            "SHA256:another");
    return new ConfiguredPlaces(
        Map.of(), new SshHosts(Map.of(Local.ESTATE.name(), Map.of(TestHost.MACHINE, unknown))));
  }

  @Override
  protected Kind refusal() {
    return Kind.HOST_KEY_REFUSED;
  }
}
