package io.umzug.domain.diagnosis;

import java.util.List;

/** What it means when SQL Server cannot open, read or write a backup file. */
final class BackupFileFindings {

  private BackupFileFindings() {}

  static Finding cannotUse(SqlServerTrouble trouble, OperatingSystemError os) {
    return switch (os.code()) {
      case 5, 65, 1326, 1385 -> denied(trouble, os);
      case 39, 112 -> full(trouble, os);
      case 2 -> missing(trouble, os);
      case 3, 51, 53, 67, 123, 161, 1203, 1231 -> unreachable(trouble, os);
      case 55, 59, 64, 121, 1236 -> broken(trouble, os);
      case 32, 33 -> inUse(trouble, os);
      default -> other(trouble, os);
    };
  }

  private static Finding denied(SqlServerTrouble trouble, OperatingSystemError os) {
    String accounts = ServiceAccounts.of(trouble).named();
    return new Finding(
        "During %s, SQL Server %s was denied access to '%s' (operating system error %d). The right is missing for %s."
            .formatted(trouble.operation(), trouble.server(), trouble.file(), os.code(), accounts),
        List.of("B3", "B7"),
        "Give %s full rights on %s, in the permissions of the share as well as of the folder behind it; the XPhone service account needs the same. Then retry."
            .formatted(accounts, trouble.place()));
  }

  private static Finding full(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, the disk behind %s had no space left (operating system error %d)."
            .formatted(trouble.operation(), trouble.place(), os.code()),
        List.of("B2"),
        "Free space on the volume behind %s, or configure a backup folder on a larger one; a backup needs about as much as the database holds. Then retry."
            .formatted(trouble.place()));
  }

  private static Finding missing(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, SQL Server %s found no file '%s' (operating system error %d)."
            .formatted(trouble.operation(), trouble.server(), trouble.file(), os.code()),
        List.of("B2"),
        "Check that the backup was made, that it has not been moved or deleted, and that every SQL Server of this move reaches the folder under the same UNC path. Then retry.");
  }

  private static Finding unreachable(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, SQL Server %s could not find the path to '%s' (operating system error %d)."
            .formatted(trouble.operation(), trouble.server(), trouble.file(), os.code()),
        List.of("B2"),
        "Check that %s exists and is shared, and that %s reaches it under exactly this UNC path: name resolution, firewall (TCP 445), spelling. Then retry."
            .formatted(trouble.place(), trouble.host()));
  }

  private static Finding broken(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, the network connection from SQL Server %s to %s broke (operating system error %d)."
            .formatted(trouble.operation(), trouble.server(), trouble.place(), os.code()),
        List.of("B2"),
        "Check the network between %s and %s, then retry: the file is written or read anew."
            .formatted(trouble.host(), trouble.place()));
  }

  private static Finding inUse(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, another program had '%s' open (operating system error %d)."
            .formatted(trouble.operation(), trouble.file(), os.code()),
        List.of("B2"),
        "Close whatever uses the file: a copy, a virus scanner, an earlier backup that still runs. Then retry.");
  }

  static Finding damaged(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s found that '%s' is damaged, incomplete, or no backup."
            .formatted(trouble.operation(), trouble.server(), trouble.file()),
        List.of("R23", "M1"),
        "Do not restore from this file. Take the backup again, and check the disk and the network it passes. If the source runs a newer SQL Server than %s, a backup cannot be restored there at all: move the database by script."
            .formatted(trouble.server()));
  }

  private static Finding other(SqlServerTrouble trouble, OperatingSystemError os) {
    return new Finding(
        "During %s, SQL Server %s could not use '%s': operating system error %d, %s."
            .formatted(
                trouble.operation(),
                trouble.server(),
                trouble.file(),
                os.code(),
                os.text().isBlank() ? "without a text" : "'" + os.text() + "'"),
        List.of("B2", "B3"),
        "Check that %s can be reached from %s and that %s has full rights there. Then retry."
            .formatted(trouble.place(), trouble.host(), ServiceAccounts.of(trouble).named()));
  }

  static Finding stripes(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s did not find all the files of the backup: it was written to several at once, and they are of use together only."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33", "B2"),
        "Put every file of this backup back under its path, unchanged and from the same backup, next to '%s'; where one is lost, the whole backup is, and has to be made anew. Then retry."
            .formatted(trouble.file()));
  }

  static Finding edition(SqlServerTrouble trouble, SqlServerError error) {
    return new Finding(
        "During %s, SQL Server %s said that its edition cannot do what was asked: %s"
            .formatted(trouble.operation(), trouble.server(), error.text()),
        List.of("R22", "R23"),
        "Set 'compression' to auto and leave 'encryption' out in the estate's 'backup', restart the service, and retry: Express can neither compress nor encrypt backups.");
  }

  static Finding certificate(SqlServerTrouble trouble, SqlServerError error) {
    return new Finding(
        "During %s, SQL Server %s lacks the certificate of the encrypted backup, or its private key: %s"
            .formatted(trouble.operation(), trouble.server(), error.text()),
        List.of("R23", "R33"),
        "On the SQL Server that wrote the backup: BACKUP CERTIFICATE … TO FILE … WITH PRIVATE KEY. On %s, in master: CREATE MASTER KEY, if there is none, and CREATE CERTIFICATE … FROM FILE … WITH PRIVATE KEY. Delete both files, then retry."
            .formatted(trouble.server()));
  }
}
