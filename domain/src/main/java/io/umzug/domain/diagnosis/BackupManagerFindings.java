package io.umzug.domain.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What it means when the Backup-Manager itself is refused something. It runs under an account of
 * its own (B5), and copies the backup from the share with that account's rights (B4).
 */
final class BackupManagerFindings {

  private static final List<String> DENIED =
      squeezed(
          "access to the path",
          "der zugriff auf den pfad",
          "access is denied",
          "zugriff verweigert");
  private static final List<String> FULL =
      squeezed(
          "there is not enough space on the disk",
          "nicht genug speicherplatz",
          "nicht genügend speicherplatz auf dem datenträger");
  private static final List<String> NOT_FOUND =
      squeezed(
          "the network path was not found",
          "der netzwerkpfad wurde nicht gefunden",
          "the network name cannot be found",
          "der netzwerkname wurde nicht gefunden",
          "could not find a part of the path",
          "ein teil des pfads");

  private BackupManagerFindings() {}

  /** By what Windows, not SQL Server, says to a program. */
  static Optional<Finding> ofWindows(SqlServerTrouble trouble) {
    String text = ErrorTexts.squeezed(trouble.message());
    if (DENIED.stream().anyMatch(text::contains)) {
      return Optional.of(copyDenied(trouble));
    }
    if (FULL.stream().anyMatch(text::contains)) {
      return Optional.of(diskFull(trouble));
    }
    return NOT_FOUND.stream().anyMatch(text::contains)
        ? Optional.of(notFound(trouble))
        : Optional.empty();
  }

  private static Finding copyDenied(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the Backup-Manager itself was denied access to %s: it copies the backup between the share and its own folder with the rights of the account under which it runs."
            .formatted(trouble.operation(), place(trouble)),
        List.of("B4", "B5", "B3"),
        "Run the Backup-Manager under the XPhone service account, and give that account full rights on %s, in the permissions of the share as well as of the folder behind it. Then try again."
            .formatted(place(trouble)));
  }

  private static Finding diskFull(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, a disk that the Backup-Manager writes to had no space left: that of the shared folder or of its own local one."
            .formatted(trouble.operation()),
        List.of("B2", "B4"),
        "Free space on the volume that the exact text names; the backup lies once on the share and once in the Backup-Manager's local folder. Then try again.");
  }

  private static Finding notFound(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the Backup-Manager did not find %s."
            .formatted(trouble.operation(), place(trouble)),
        List.of("B2", "B4"),
        "Check that the folder exists and is shared, and that the Backup-Manager and the SQL Server reach it under the same UNC path: name resolution, firewall (TCP 445), spelling. Then try again.");
  }

  static Finding permission(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the account under which the Backup-Manager runs lacks a permission on SQL Server %s."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33", "B5", "R25"),
        "Run the Backup-Manager under the XPhone service account. That account needs db_owner in the databases, and the server role sysadmin on %s for the time of a restore. Then try again."
            .formatted(trouble.server()));
  }

  static Finding loginRefused(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s refused the login of the account under which the Backup-Manager runs."
            .formatted(trouble.operation(), trouble.server()),
        List.of("B5", "R25", "R33"),
        "Run the Backup-Manager under the XPhone service account, and check that this account is a login on %s; the server's error log gives the reason. Then try again."
            .formatted(trouble.server()));
  }

  static Finding unanswered(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s gave the Backup-Manager no answer: it cannot be reached, or the connection broke."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R27"),
        "Check that the SQL Server service runs, that TCP/IP is enabled for the instance, that atlas.xml names it rightly and that no firewall stands between. Then try again.");
  }

  private static String place(SqlServerTrouble trouble) {
    return trouble.file().isEmpty() ? "the folder that the exact text names" : trouble.place();
  }

  private static List<String> squeezed(String... words) {
    return Arrays.stream(words).map(ErrorTexts::squeezed).toList();
  }
}
