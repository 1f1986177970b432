package io.umzug.rehearsal.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificates in an instance's master: one file each, in its folder. */
final class Certificates {

  /**
   * A certificate, as far as backups know it.
   *
   * @param thumbprint hexadecimal, upper case
   * @param privateKey whether it is there, protected by the database master key
   */
  record Certificate(
      String name, int id, String subject, String expires, String thumbprint, boolean privateKey) {}

  private static final int FIRST_ID = 256;

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates of(SqlInstance instance) {
    return new Certificates(instance.settings().folder().resolve("certificates"));
  }

  List<Certificate> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Certificate> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the certificates in " + folder, e);
    }
  }

  static Certificate read(Path file) throws IOException {
    return BackupWriter.JSON.readValue(Files.readAllBytes(file), Certificate.class);
  }

  Optional<Certificate> named(String name) {
    return all().stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }

  int freeId() {
    return all().stream().mapToInt(Certificate::id).max().orElse(FIRST_ID - 1) + 1;
  }

  private Path file(String name) {
    String safe = HexFormat.of().formatHex(name.toLowerCase(Locale.ROOT).getBytes(UTF_16));
    return folder.resolve(safe);
  }

  private static final java.nio.charset.Charset UTF_16 = java.nio.charset.StandardCharsets.UTF_16BE;

  void keep(Certificate certificate) {
    try {
      Files.createDirectories(folder);
      Files.write(file(certificate.name()), BackupWriter.JSON.writeValueAsBytes(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the certificate " + certificate.name(), e);
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the certificate " + name, e);
    }
  }

  Certificate known(String name) throws SqlRefusal {
    return named(name).orElseThrow(() -> SqlRefusal.cannot("find", "certificate", name));
  }

  /** For BACKUP: a certificate of this name whose private key is there. */
  Certificate usable(String name) throws SqlRefusal {
    Certificate found = known(name);
    requireKey(found);
    return found;
  }

  /** For RESTORE: the certificate with which the backup was encrypted. */
  void requireThumbprint(String thumbprint) throws SqlRefusal {
    requireKey(
        all().stream()
            .filter(one -> one.thumbprint().equalsIgnoreCase(thumbprint))
            .findFirst()
            .orElseThrow(
                () ->
                    SqlRefusal.of(
                        33111,
                        16,
                        3,
                        "Cannot find server certificate with thumbprint '0x%s'.",
                        thumbprint)));
  }

  private static void requireKey(Certificate certificate) throws SqlRefusal {
    if (!certificate.privateKey()) {
      throw SqlRefusal.of(
          33101,
          16,
          1,
          "Cannot use certificate '%s', because its private key is not present or it is not"
              + " protected by the database master key. SQL Server requires the ability to"
              + " automatically access the private key of the certificate used for this operation.",
          certificate.name());
    }
  }

  /** Certificates belong to the database that they were created in; here that is master alone. */
  static List<Object[]> rows(EngineSession session) {
    if (!session.database().equalsIgnoreCase("master")) {
      return List.of();
    }
    List<Object[]> rows = new ArrayList<>();
    for (Certificate one : of(session.instance()).all()) {
      rows.add(
          new Object[] {
            one.name(),
            one.id(),
            1,
            one.privateKey() ? "MK" : "NA",
            one.privateKey() ? "ENCRYPTED_BY_MASTER_KEY" : "NO_PRIVATE_KEY",
            one.subject(),
            LocalDateTime.parse(one.expires()),
            HexFormat.of().parseHex(one.thumbprint())
          });
    }
    return rows;
  }
}
