package io.umzug.infrastructure.postgres;

import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real PostgreSQL binaries over a data folder of the service's own, with durability on. One service
 * at a time, by a lock that the operating system holds.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  public static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final int PASSWORD_BYTES = 24;
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final FileChannel lockChannel;
  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedDatabase(FileChannel lockChannel, EmbeddedPostgres postgres, String password) {
    this.lockChannel = lockChannel;
    this.postgres = postgres;
    this.password = password;
  }

  /**
   * Starts the database below {@code folder}; a postmaster that survived its service is stopped
   * first.
   *
   * @param programs where the binaries are unpacked once; never above the data
   * @throws DatabaseInUse where another service works on the folder
   */
  public static EmbeddedDatabase start(Path folder, Path programs) {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(programs);
      FileChannel channel = lock(folder);
      try {
        String password = password(folder.resolve("password"));
        Path data = folder.resolve("data");
        Path initialised = folder.resolve("initialised");
        Postmaster.stopSurvivor(data);
        if (!Files.exists(initialised)) {
          // Killed during initdb, which PostgreSQL refuses to go on with.
          setAside(data);
        }
        EmbeddedPostgres postgres = start(folder, data, programs, password);
        if (!Files.exists(initialised)) {
          try (FileChannel marker =
              FileChannel.open(
                  initialised, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            marker.force(true);
          }
        }
        return new EmbeddedDatabase(channel, postgres, password);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL in " + folder + " cannot start", e);
    }
  }

  /** Never deleted: who lost the marker only must not lose the data with it. */
  private static void setAside(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    int number = 1;
    Path aside = data.resolveSibling("data.incomplete-" + number);
    while (Files.exists(aside)) {
      number++;
      aside = data.resolveSibling("data.incomplete-" + number);
    }
    Files.move(data, aside);
    LOG.warn("The incomplete database folder was set aside as {}", aside);
  }

  /** Made at the first start; initdb gives it to the superuser. */
  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      OwnerOnlyFile.write(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  private static EmbeddedPostgres start(Path folder, Path data, Path programs, String password)
      throws IOException {
    Redirect log = Redirect.appendTo(folder.resolve("postgres.log").toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setOverrideWorkingDirectory(programs.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(LONGEST_START)
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("auth-local", "scram-sha-256")
        .setLocaleConfig("pwfile", folder.resolve("password").toAbsolutePath().toString())
        .setConnectConfig("password", password)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setErrorRedirector(log)
        .setOutputRedirector(log)
        .start();
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new DatabaseInUse(folder);
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    try {
      postgres.close();
    } finally {
      lockChannel.close();
      LOG.info("The embedded PostgreSQL is stopped");
    }
  }

  /** Another service works on this data folder. */
  public static final class DatabaseInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseInUse(Path folder) {
      super(
          "Another Umzug service uses the data folder %s. Stop it, or choose another with --data."
              .formatted(folder.getParent()));
    }
  }
}
