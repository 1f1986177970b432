package io.umzug.infrastructure.filesystem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.infrastructure.filesystem.HostFilesContract;
import io.umzug.infrastructure.filesystem.SmallDisk;
import io.umzug.infrastructure.ssh.SshConnection;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.rehearsal.host.HostServer;
import io.umzug.rehearsal.host.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH. */
class SftpHostFilesTest extends HostFilesContract {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** Somebody to whom something can be denied. */
  private static final String USER = ROOT ? "daemon" : System.getProperty("user.name");

  @TempDir static Path own;
  private static Path shared = Path.of("");
  private static Optional<SmallDisk> small = Optional.empty();
  private static OpenSshServer sshd;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    shared = Files.createDirectory(own.resolve("shared"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    small = SmallDisk.mount();
    sshd = OpenSshServer.start(Files.createDirectory(own.resolve("sshd")), USER);
  }

  @AfterAll
  static void stop() throws IOException {
    if (sshd != null) {
      sshd.close();
    }
    if (small.isPresent()) {
      small.get().close();
    }
  }

  private static SshHost host(Path key, String hostKey) {
    return new SshHost("localhost", sshd.port(), USER, new SshHost.Secret.Key(key, null), hostKey);
  }

  @Override
  protected HostFiles open() throws FileTrouble {
    return SftpHostFiles.open(host(sshd.key(), sshd.fingerprint()));
  }

  @Override
  protected String folder() {
    return shared.toString();
  }

  @Override
  protected Path seen() {
    return shared;
  }

  @Override
  protected Optional<String> denied() throws IOException {
    Path file = Files.writeString(shared.resolve("denied.bak"), "not yours");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    return Optional.of(file.toString());
  }

  @Override
  protected Optional<SmallDisk> small() {
    return small;
  }

  @Override
  protected HostFiles openSmall() throws FileTrouble {
    return open();
  }

  @Override
  protected String smallFolder() {
    return small.orElseThrow().folder().toString();
  }

  @Override
  protected boolean locks() {
    return false;
  }

  @Override
  protected boolean keys() {
    return false;
  }

  @Override
  protected Optional<HostServer> server() {
    return Optional.of(sshd);
  }

  @Test
  void an_unknown_host_key_is_refused_and_both_are_told() {
    String other = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    isTrouble(Kind.HOST_KEY_REFUSED, () -> SftpHostFiles.open(host(sshd.key(), other)));
    assertThatThrownBy(() -> SftpHostFiles.open(host(sshd.key(), other)))
        .hasMessageContaining(other)
        .hasMessageContaining(sshd.fingerprint());
  }

  @Test
  void a_key_or_a_password_that_is_not_the_accounts_is_refused() {
    Path hostKey = own.resolve("sshd").resolve("host");
    isTrouble(Kind.LOGIN_REFUSED, () -> SftpHostFiles.open(host(hostKey, sshd.fingerprint())));
    SshHost byPassword =
        new SshHost(
            "localhost",
            sshd.port(),
            USER,
            new SshHost.Secret.Password(() -> "wrong"),
            sshd.fingerprint());
    isTrouble(Kind.LOGIN_REFUSED, () -> SftpHostFiles.open(byPassword));
  }

  @Test
  void a_connection_gives_signs_of_life() throws IOException {
    try (SshConnection connection = SshConnection.open(host(sshd.key(), sshd.fingerprint()))) {
      assertThat(connection.client().getConnection().getKeepAlive().isAlive()).isTrue();
    }
  }

  @Test
  void a_key_that_cannot_be_read_is_no_matter_of_the_connection() throws IOException {
    Path missing = own.resolve("no-such-key");
    isTrouble(Kind.NO_KEY, () -> SftpHostFiles.open(host(missing, sshd.fingerprint())));
    Path none = Files.writeString(own.resolve("no-key"), "not a key");
    isTrouble(Kind.NO_KEY, () -> SftpHostFiles.open(host(none, sshd.fingerprint())));
  }
}
