package io.umzug.infrastructure.ssh;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host behind SSH, and the account by which it is used.
 *
 * @param port usually {@link #PORT}
 * @param hostKey the fingerprint of its key as {@code ssh-keygen -l} shows it: {@code SHA256:…}
 * @param shell what reads the commands that it is sent
 */
public record SshHost(
    String host, int port, String user, Secret secret, String hostKey, SshShell shell) {

  public static final int PORT = 22;

  /** A Windows machine as its OpenSSH is installed. */
  public SshHost(String host, int port, String user, Secret secret, String hostKey) {
    this(host, port, user, secret, hostKey, SshShell.CMD);
  }

  /** By what the account proves itself; asked for at each connection, and kept nowhere. */
  public sealed interface Secret {

    /** A password. */
    record Password(Supplier<String> password) implements Secret {}

    /**
     * A private key.
     *
     * @param passphrase null where the key is not encrypted
     */
    record Key(Path file, @Nullable Supplier<String> passphrase) implements Secret {}
  }

  /** For people. */
  public String place() {
    return port == PORT ? host : host + ":" + port;
  }
}
