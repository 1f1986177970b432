package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.Certificates.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * CREATE, DROP and BACKUP CERTIFICATE in master, and its master key, as far as encrypted backups
 * need them. Passwords are asked for and not looked at: nothing is really encrypted.
 */
final class CertificateCommands {

  private static final int THUMBPRINT = 20;
  private static final String KEY = "private key of ";

  private final EngineSession session;
  private final SqlInstance instance;
  private final Certificates certificates;

  CertificateCommands(EngineSession session) {
    this.session = session;
    this.instance = session.instance();
    this.certificates = Certificates.of(instance);
  }

  void run(TokenCursor in) throws SqlRefusal {
    requireMaster();
    if (in.accept("CREATE", "MASTER")) {
      in.expect("KEY", "ENCRYPTION", "BY");
      password(in, "PASSWORD");
      in.end();
    } else if (in.accept("CREATE", "CERTIFICATE")) {
      create(in);
    } else if (in.accept("DROP", "CERTIFICATE")) {
      String name = in.name();
      in.end();
      certificates.remove(certificates.known(name).name());
    } else if (in.accept("BACKUP", "CERTIFICATE")) {
      export(in);
    } else {
      throw SqlRefusal.syntax(in.peek());
    }
  }

  private void requireMaster() throws SqlRefusal {
    Procedures.requireServerAdmin(session);
    if (!session.database().equalsIgnoreCase("master")) {
      throw SqlRefusal.of(
          50000, 16, 1, "This stand-in has certificates and a master key in master alone.");
    }
  }

  private static void password(TokenCursor in, String... words) throws SqlRefusal {
    in.expect(words);
    in.expectSymbol("=");
    var unused = in.string();
  }

  private void create(TokenCursor in) throws SqlRefusal {
    String name = in.name();
    if (certificates.named(name).isPresent()) {
      throw SqlRefusal.of(
          15232,
          16,
          1,
          "A certificate with name '%s' already exists or this certificate already"
              + " has been added to the database.",
          name);
    }
    if (in.accept("FROM", "FILE")) {
      in.expectSymbol("=");
      certificates.keep(imported(name, in));
      return;
    }
    in.expect("WITH", "SUBJECT");
    in.expectSymbol("=");
    String subject = in.string();
    in.end();
    byte[] thumbprint = new byte[THUMBPRINT];
    new SecureRandom().nextBytes(thumbprint);
    certificates.keep(
        new Certificate(
            name,
            certificates.freeId(),
            subject,
            instance.now().plusYears(1).toString(),
            HexFormat.of().withUpperCase().formatHex(thumbprint),
            true));
  }

  private Certificate imported(String name, TokenCursor in) throws SqlRefusal {
    Path file = Path.of(in.string());
    boolean key = false;
    Certificate found;
    try {
      found = Certificates.read(file);
      if (in.accept("WITH", "PRIVATE", "KEY")) {
        Path keyFile = keyFile(in, "DECRYPTION");
        key = Files.readString(keyFile).equals(KEY + found.thumbprint());
      }
    } catch (IOException e) {
      throw unreachable();
    }
    in.end();
    return new Certificate(
        name, certificates.freeId(), found.subject(), found.expires(), found.thumbprint(), key);
  }

  private static SqlRefusal unreachable() {
    return SqlRefusal.of(
        15208,
        16,
        1,
        "The certificate, asymmetric key, or private key file is not valid or does not exist; or you"
            + " do not have permissions for it.");
  }

  private static Path keyFile(TokenCursor in, String direction) throws SqlRefusal {
    in.expectSymbol("(");
    in.expect("FILE");
    in.expectSymbol("=");
    Path file = Path.of(in.string());
    in.expectSymbol(",");
    password(in, direction.toUpperCase(Locale.ROOT), "BY", "PASSWORD");
    in.expectSymbol(")");
    return file;
  }

  private void export(TokenCursor in) throws SqlRefusal {
    Certificate certificate = certificates.known(in.name());
    in.expect("TO", "FILE");
    in.expectSymbol("=");
    Path file = Path.of(in.string());
    try {
      Files.write(file, BackupWriter.JSON.writeValueAsBytes(certificate));
      if (in.accept("WITH", "PRIVATE", "KEY")) {
        Files.writeString(
            keyFile(in, "ENCRYPTION"), KEY + certificate.thumbprint(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw unreachable();
    }
    in.end();
  }
}
