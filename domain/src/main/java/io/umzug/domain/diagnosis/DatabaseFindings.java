package io.umzug.domain.diagnosis;

import java.util.List;
import java.util.Optional;

/** What it means when a database, or its place on the disk, is in the way. */
final class DatabaseFindings {

  private DatabaseFindings() {}

  static Finding inUse(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, somebody else was using the database on SQL Server %s."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33"),
        "Stop the XPhone service and close every program that is connected to the database, also a query window. Then retry.");
  }

  static Finding otherDatabase(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s refused: the backup '%s' is of another database than the one that is there."
            .formatted(trouble.operation(), trouble.server(), trouble.file()),
        List.of("R33"),
        "Check that atlas.xml names the right database, and that the file is the right backup. Then retry.");
  }

  static Finding newerVersion(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s refused the backup '%s', because its own version is not the one to read it: a backup cannot go to an older SQL Server."
            .formatted(trouble.operation(), trouble.server(), trouble.file()),
        List.of("M1", "R17"),
        "Use a target SQL Server of at least the version of the source, or move the database by script.");
  }

  static Finding unknownDatabase(SqlServerTrouble trouble, SqlServerError error) {
    return new Finding(
        error.number() == 4060
            ? "During %s, the database could not be opened on SQL Server %s: it is not there, not online, or not open to this login."
                .formatted(trouble.operation(), trouble.server())
            : "During %s, SQL Server %s has no such database."
                .formatted(trouble.operation(), trouble.server()),
        List.of("R24", "R25"),
        "Check the database's name, and that it exists and is online on %s (action 2a creates it). Then retry."
            .formatted(trouble.server()));
  }

  static Finding halfRestored(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the database on SQL Server %s was in the middle of a restore."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33"),
        "Wait for the restore to end; if none is running, retry the restore: it overwrites what the broken one left.");
  }

  static Finding damaged(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s found the database damaged."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33"),
        "Do not let the XPhone service use it. Run DBCC CHECKDB on the source: if it is damaged there too, mend it there and make the backup anew; if it is sound there, check the disk of %s. Then retry: the restore begins at the start."
            .formatted(trouble.host()));
  }

  static Finding noRoom(SqlServerTrouble trouble, SqlServerError error) {
    boolean surelyExpress = error.number() == 1827;
    return new Finding(
        surelyExpress
            ? "During %s, the database reached the limit of its edition on SQL Server %s: SQL Server Express holds 10 GB of data per database."
                .formatted(trouble.operation(), trouble.server())
            : "During %s, the database on SQL Server %s could not grow: its volume is full, its files have a fixed size, or the 10 GB of SQL Server Express are reached."
                .formatted(trouble.operation(), trouble.server()),
        List.of("R22"),
        surelyExpress
            ? "Use SQL Server Standard or Enterprise for this database. Then retry."
            : "Free space on the volume of the data files, let the files grow, or use SQL Server Standard or Enterprise. Then retry.");
  }

  static Finding dataVolumeFull(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the volume of the data files on %s had too little free space."
            .formatted(trouble.operation(), trouble.host()),
        List.of("B2"),
        "Free as much space as the exact text asks for, or set the instance's default data folder to a larger volume. Then retry.");
  }

  static Finding dataFile(SqlServerTrouble trouble, SqlServerError error) {
    Optional<OperatingSystemError> os = OperatingSystemError.in(error, "");
    return switch (os.map(OperatingSystemError::code).orElse(0)) {
      case 5 -> dataFolderDenied(trouble);
      case 39, 112 -> dataVolumeFull(trouble);
      default ->
          new Finding(
              "During %s, SQL Server %s could not use one of the database's own files."
                  .formatted(trouble.operation(), trouble.server()),
              List.of("R33"),
              "Check that the instance's default data and log folders exist on %s and that no other database uses the file that the exact text names. Then retry."
                  .formatted(trouble.host()));
    };
  }

  static Finding fileInTheWay(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, a file of the database's name lay on %s that belongs to no database of SQL Server %s: it is not overwritten, for it may be a detached database."
            .formatted(trouble.operation(), trouble.host(), trouble.server()),
        List.of("R33"),
        "See whose the file is that the exact text names, and move it to another folder. Then retry.");
  }

  private static Finding dataFolderDenied(SqlServerTrouble trouble) {
    String accounts =
        trouble.serviceAccounts().isEmpty()
            ? "the account of the SQL Server service"
            : String.join(" and ", trouble.serviceAccounts());
    return new Finding(
        "During %s, SQL Server %s was denied access to one of the database's own files (operating system error 5). The right is missing for %s."
            .formatted(trouble.operation(), trouble.server(), accounts),
        List.of("R33"),
        "Give %s full rights on the instance's default data and log folders on %s. The backup share is not the matter here. Then retry."
            .formatted(accounts, trouble.host()));
  }
}
