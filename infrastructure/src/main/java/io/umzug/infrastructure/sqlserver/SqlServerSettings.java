package io.umzug.infrastructure.sqlserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How one SQL Server of an estate is reached.
 *
 * @param server its name in the estate
 * @param port of the instance, 1 to 65535
 * @param user a SQL Server login, sysadmin for the time of the move (R33)
 * @param password asked for at every connection, so that a changed file needs no restart
 * @param trustServerCertificate accepts a certificate nobody vouches for; not with STRICT
 * @param loginTimeout in whole seconds, at most 65535
 */
public record SqlServerSettings(
    String server,
    String host,
    int port,
    String user,
    Supplier<String> password,
    Encryption encryption,
    boolean trustServerCertificate,
    Duration loginTimeout) {

  /** The driver's property {@code encrypt}. */
  public enum Encryption {
    /** TLS for everything. */
    TRUE("true"),
    /** TLS before the first byte: TDS 8, SQL Server 2022. */
    STRICT("strict"),
    /** TLS for the login only. */
    FALSE("false");

    private final String value;

    Encryption(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }
  }

  /** Reads the password from the first line of a file. */
  public static Supplier<String> passwordIn(Path file) {
    return () -> {
      try {
        return Files.readString(file).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the password file " + file, e);
      }
    };
  }

  @Override
  public String toString() {
    return "%s at %s:%d as %s (encrypt=%s)".formatted(server, host, port, user, encryption.value());
  }
}
