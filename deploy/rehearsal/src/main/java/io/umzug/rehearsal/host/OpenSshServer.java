package io.umzug.rehearsal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** OpenSSH with SFTP, for an account with a key. */
public final class OpenSshServer extends HostServer {

  private final String user;
  private final Path key;
  private final String fingerprint;

  private OpenSshServer(
      ServerProcess process, int port, String user, Path key, String fingerprint) {
    super(process, port);
    this.user = user;
    this.key = key;
    this.fingerprint = fingerprint;
  }

  public static boolean isAvailable() {
    return ServerProcess.program("sshd").isPresent()
        && ServerProcess.program("ssh-keygen").isPresent();
  }

  /**
   * Starts it.
   *
   * @param folder for its own files
   * @param user of this machine; another than this process's only where that is root's
   */
  public static OpenSshServer start(Path folder, String user) throws IOException {
    return start(folder, user, "");
  }

  /**
   * The same.
   *
   * @param further settings, each ended by a line's end
   */
  static OpenSshServer start(Path folder, String user, String further) throws IOException {
    int port = ServerProcess.freePort();
    Path hostKey = generate(folder.resolve("host"));
    Path key = generate(folder.resolve("account"));
    Path authorized = folder.resolve("authorized_keys");
    Files.copy(folder.resolve("account.pub"), authorized);
    Path configuration = folder.resolve("sshd_config");
    Files.writeString(configuration, settings(folder, port, hostKey, authorized) + further);
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
      // The server reads the keys as the account that asks for entrance.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    ServerProcess process =
        ServerProcess.start(
            List.of(program("sshd"), "-D", "-e", "-f", configuration.toString()),
            folder.resolve("sshd.out"),
            port);
    String shown =
        ServerProcess.run("", program("ssh-keygen"), "-l", "-f", hostKey + ".pub").split(" ", 3)[1];
    return new OpenSshServer(process, port, user, key, shown);
  }

  private static Path generate(Path file) throws IOException {
    ServerProcess.run(
        "", program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
    return file;
  }

  private static String program(String name) {
    return ServerProcess.program(name).map(Path::toString).orElseThrow();
  }

  private static String settings(Path folder, int port, Path hostKey, Path authorized) {
    return """
        ListenAddress 127.0.0.1
        Port %2$d
        HostKey %3$s
        AuthorizedKeysFile %4$s
        PidFile %1$s/sshd.pid
        UsePAM no
        StrictModes no
        PermitRootLogin yes
        Subsystem sftp internal-sftp
        """
        .formatted(folder, port, hostKey, authorized);
  }

  public String user() {
    return user;
  }

  /** The account's private key. */
  public Path key() {
    return key;
  }

  /** Of the host's key, as {@code ssh-keygen -l} shows it. */
  public String fingerprint() {
    return fingerprint;
  }
}
