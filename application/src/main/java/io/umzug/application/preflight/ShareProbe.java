package io.umzug.application.preflight;

import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.BackupHeader;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * B2 to B4: SQL Server writes a small backup to the share, Umzug reads it and removes it. One that
 * a kill left behind is overwritten by the next.
 */
final class ShareProbe {

  /** Small, and on every SQL Server; nothing of a user is in it. */
  private static final String PROBED = "model";

  private final BackupFiles files;

  ShareProbe(BackupFiles files) {
    this.files = files;
  }

  PreflightCheck check() {
    return ServerCheck.asking(Check.SHARE, this::probe);
  }

  private List<Finding> probe(Ground ground, DueCheck due, String server, SqlServer connection) {
    String file = files.probe(ground.estate(), server);
    Finding finding = written(ground, server, connection, file);
    try {
      files.removeProbe(ground.estate(), file);
      return List.of(finding);
    } catch (IOException e) {
      return List.of(finding.verdict() == Verdict.PASS ? left(server, file, e) : finding);
    }
  }

  private Finding written(Ground ground, String server, SqlServer connection, String file) {
    String name = "umzug/probe/" + UUID.randomUUID();
    try {
      connection.backup(PROBED, file, name, _ -> {});
      Optional<BackupHeader> header = connection.verifiedBackup(file);
      if (header.filter(found -> found.name().equals(name)).isEmpty()) {
        return replaced(server, file);
      }
    } catch (SqlServerFailure failure) {
      return Finding.fail(
          Check.SHARE,
          server,
          "not written",
          SqlFailures.diagnose("a probe of the share", failure, connection, file));
    }
    try {
      long bytes = files.read(ground.estate(), file).bytes();
      return bytes > 0
          ? Finding.pass(
              Check.SHARE,
              server,
              "written and read",
              "%s wrote a probe to the share, and Umzug read and removed it.".formatted(server))
          : replaced(server, file);
    } catch (IOException e) {
      return unreachable(Check.SHARE, server, file, e);
    }
  }

  static Finding unreachable(Check check, String subject, String file, IOException e) {
    return Finding.fail(
        check,
        subject,
        "not read",
        new Diagnosis(
            "Umzug itself cannot read %s, which SQL Server is to write or has written."
                .formatted(file),
            List.of("B2", "B4"),
            "Give the account of this service full rights on the share, and check that this machine reaches the same folder under the same UNC path, or by the configured mount.",
            e.toString()));
  }

  private static Finding replaced(String server, String file) {
    return Finding.fail(
        Check.SHARE,
        server,
        "another file",
        "What %s has written to %s is not what can be read there afterwards."
            .formatted(server, file),
        "Check that nothing replaces or moves files in this folder, such as a virus scanner or another Umzug at the same share.");
  }

  private static Finding left(String server, String file, IOException e) {
    return new Finding(
        Check.SHARE,
        server,
        Verdict.WARNING,
        "not removed",
        "%s wrote a probe and Umzug read it, but it cannot be removed: %s.".formatted(server, file),
        Check.SHARE.rules(),
        "Remove the file by hand, and give the account of this service full rights on the share.",
        e.toString());
  }
}
