package io.umzug.application.preflight;

import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.Certificate;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.route.BackupFeatures;
import java.util.List;
import java.util.Optional;

/**
 * Whether encrypted backups can be written and read: every SQL Server needs the same certificate
 * with its private key, the target to restore and to be backed up in its turn.
 */
final class BackupCertificates {

  private BackupCertificates() {}

  static PreflightCheck check() {
    return ServerCheck.asking(Check.BACKUP_CERTIFICATE, BackupCertificates::look);
  }

  private static List<Finding> look(
      Ground ground, DueCheck due, String server, SqlServer connection) throws Unanswered {
    BackupEncryption encryption = ground.estate().backup().encryption();
    if (encryption == null) {
      return List.of(
          Finding.pass(
              Check.BACKUP_CERTIFICATE,
              server,
              "not encrypted",
              "Backups of this estate are not encrypted, so %s needs no certificate."
                  .formatted(server)));
    }
    String name = encryption.certificate();
    SqlServerFacts facts = connection.facts();
    if (!BackupFeatures.of(facts.version(), facts.edition()).encryption()) {
      return List.of(cannot(server, facts));
    }
    Optional<Certificate> found = connection.certificate(name);
    if (found.isEmpty()) {
      return List.of(missing(server, name));
    }
    if (!found.get().privateKey()) {
      return List.of(withoutKey(server, name));
    }
    for (String origin : Arrivals.origins(ground, due, server)) {
      Optional<Certificate> there = ground.ask(origin, source -> source.certificate(name));
      if (there.isPresent() && !there.get().thumbprint().equals(found.get().thumbprint())) {
        return List.of(another(server, origin, name, found.get(), there.get()));
      }
    }
    return List.of(
        Finding.pass(
            Check.BACKUP_CERTIFICATE,
            server,
            found.get().thumbprint(),
            "%s has the certificate %s with its private key.".formatted(server, name)));
  }

  private static Finding cannot(String server, SqlServerFacts facts) {
    return Finding.fail(
        Check.BACKUP_CERTIFICATE,
        server,
        facts.edition(),
        "%s is a %s, version %s, which cannot encrypt backups: that takes Standard or Enterprise, 2014 or newer."
            .formatted(server, facts.edition(), facts.version()),
        "Remove 'encryption' from the estate's 'backup' in the configuration, and protect the share instead.");
  }

  private static Finding missing(String server, String name) {
    return Finding.fail(
        Check.BACKUP_CERTIFICATE,
        server,
        "none",
        "%s has no certificate %s in master: it could neither write encrypted backups nor read them (error 33111)."
            .formatted(server, name),
        "On the SQL Server that has it: BACKUP CERTIFICATE … TO FILE … WITH PRIVATE KEY; on %s, in master: CREATE MASTER KEY, if there is none, and CREATE CERTIFICATE %s FROM FILE … WITH PRIVATE KEY. Delete both files afterwards."
            .formatted(server, name));
  }

  private static Finding withoutKey(String server, String name) {
    return Finding.fail(
        Check.BACKUP_CERTIFICATE,
        server,
        "no private key",
        "%s has the certificate %s, but not its private key under the master key of master: it can do nothing with it (error 33101)."
            .formatted(server, name),
        "Drop it there, and create it again FROM FILE … WITH PRIVATE KEY, without a password of its own.");
  }

  private static Finding another(
      String server, String origin, String name, Certificate here, Certificate there) {
    return Finding.fail(
        Check.BACKUP_CERTIFICATE,
        server,
        here.thumbprint(),
        "The certificate %s of %s is another than that of %s (thumbprint 0x%s): %s cannot read the backups of the other (error 33111)."
            .formatted(name, server, origin, there.thumbprint(), server),
        "Bring the one of %s to %s, with its private key: BACKUP CERTIFICATE there, CREATE CERTIFICATE … FROM FILE here."
            .formatted(origin, server));
  }
}
