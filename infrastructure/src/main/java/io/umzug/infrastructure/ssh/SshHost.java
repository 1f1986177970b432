package io.umzug.infrastructure.ssh;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host behind SSH, and the account by which it is used.
 *
 * @param port usually {@link #PORT}
 * @param hostKey the fingerprint of its key as {@code ssh-keygen -l} shows it: {@code SHA256:…}
 */
public record SshHost(String host, int port, String user, Secret secret, String hostKey) {

  public static final int PORT = 22;

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
