package io.umzug.application.preflight;

import io.umzug.application.host.BackupFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseFile;
import io.umzug.application.sqlserver.SqlServer.RestoreVolumes;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** B2, R22: whether what the databases hold has room where it goes. */
final class Sizes {

  private static final long GIGABYTE = 1L << 30;
  private static final long EXPRESS_LIMIT = 10 * GIGABYTE;

  private Sizes() {}

  static List<PreflightCheck> all(BackupFiles files) {
    return List.of(
        new ServerCheck(Check.EXPRESS_LIMIT, Sizes::expressLimit),
        ServerCheck.asking(Check.RESTORE_ROOM, Sizes::restoreRoom),
        new BackupRoom(files));
  }

  private static List<DatabaseFile> files(Ground ground, DatabaseMove move, DueCheck due)
      throws Unanswered {
    return ground.ask(move.at(due.from()), origin -> origin.files(move.database()));
  }

  private static long bytes(List<DatabaseFile> files, boolean log) {
    return files.stream().filter(file -> file.isLog() == log).mapToLong(DatabaseFile::bytes).sum();
  }

  static String readable(long bytes) {
    return bytes < GIGABYTE
        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1L << 20))
        : String.format(Locale.ROOT, "%.1f GB", bytes / (double) GIGABYTE);
  }

  /** R22; of a SQL Server that plan A will still install, it is known that it is an Express. */
  private static List<Finding> expressLimit(Ground ground, DueCheck due, String server)
      throws Unanswered {
    boolean express =
        ground.facts(server).isEmpty() && ground.plan() == Plan.A
            || ground.ask(server, SqlServer::nature).express();
    if (!express) {
      return List.of(
          Finding.pass(
              Check.EXPRESS_LIMIT,
              server,
              "no Express",
              "%s is no SQL Express and has no limit of this kind.".formatted(server)));
    }
    List<Finding> findings = new ArrayList<>();
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      findings.add(fits(move, server, bytes(files(ground, move, due), false)));
    }
    return findings;
  }

  private static Finding fits(DatabaseMove move, String server, long bytes) {
    String subject = DatabasesThemselves.subject(move, server);
    String observed = readable(bytes);
    if (bytes == 0) {
      return unknown(Check.EXPRESS_LIMIT, subject);
    }
    if (bytes > EXPRESS_LIMIT) {
      return Finding.fail(
          Check.EXPRESS_LIMIT,
          subject,
          observed,
          "The data files of %s have %s; SQL Express on %s takes 10 GB for a database."
              .formatted(move.database(), observed, server),
          "Take SQL Server Standard or Enterprise (plan B, C or D), or have old data removed and the files shrunk first.");
    }
    return bytes > EXPRESS_LIMIT / 10 * 8
        ? Finding.warning(
            Check.EXPRESS_LIMIT,
            subject,
            observed,
            "The data files of %s have %s; they will soon reach the 10 GB of SQL Express."
                .formatted(move.database(), observed),
            "Think of SQL Server Standard or Enterprise now.")
        : Finding.pass(
            Check.EXPRESS_LIMIT,
            subject,
            observed,
            "The data files of %s have %s of the 10 GB of SQL Express."
                .formatted(move.database(), observed));
  }

  /** Files are restored at their full size, log files too. */
  private static List<Finding> restoreRoom(
      Ground ground, DueCheck due, String server, SqlServer connection) throws Unanswered {
    long data = 0;
    long log = 0;
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      List<DatabaseFile> files = files(ground, move, due);
      data += bytes(files, false);
      log += bytes(files, true);
    }
    Optional<RestoreVolumes> volumes = connection.restoreVolumes();
    if (volumes.isEmpty()) {
      return List.of(unknownVolumes(server, data + log));
    }
    RestoreVolumes there = volumes.get();
    String dataVolume = there.data().mountPoint();
    if (dataVolume.equalsIgnoreCase(there.log().mountPoint())) {
      return List.of(restoreRoom(server, dataVolume, there.data().freeBytes(), data + log));
    }
    return List.of(
        restoreRoom(server, dataVolume, there.data().freeBytes(), data),
        restoreRoom(server, there.log().mountPoint(), there.log().freeBytes(), log));
  }

  private static Finding unknownVolumes(String server, long needed) {
    return Finding.warning(
        Check.RESTORE_ROOM,
        server,
        "unknown",
        "%s does not tell how much room there is behind its default folders; the restore needs %s."
            .formatted(server, readable(needed)),
        "Look for yourself on %s.".formatted(server));
  }

  private static Finding restoreRoom(String server, String volume, long free, long needed) {
    return room(
        Check.RESTORE_ROOM,
        "%s of %s".formatted(volume, server),
        "the restore of the databases",
        free,
        needed,
        "Free space on %s, or change the default folders of %s to a larger volume."
            .formatted(volume, server));
  }

  private static Finding room(
      Check check, String subject, String what, long free, long needed, String remedy) {
    String observed = "%s free, %s needed".formatted(readable(free), readable(needed));
    if (needed == 0) {
      return unknown(check, subject);
    }
    if (free < needed) {
      return Finding.fail(
          check,
          subject,
          observed,
          "%s has %s free; %s needs %s.".formatted(subject, readable(free), what, readable(needed)),
          remedy);
    }
    return free - needed < needed / 5
        ? Finding.warning(
            check,
            subject,
            observed,
            "%s has %s free; %s needs %s, which leaves little."
                .formatted(subject, readable(free), what, readable(needed)),
            remedy)
        : Finding.pass(
            check,
            subject,
            observed,
            "%s has %s free; %s needs %s."
                .formatted(subject, readable(free), what, readable(needed)));
  }

  /** No database is empty: nothing to be seen means that it is hidden, or is not there. */
  private static Finding unknown(Check check, String subject) {
    return Finding.warning(
        check,
        subject,
        "unknown",
        "How large the databases are could not be seen, so %s was not measured.".formatted(subject),
        "Check that the databases are where the configuration says, and that Umzug's login is sysadmin there.");
  }

  /** A backup has at most about what the data files have; its pages in use alone are written. */
  private record BackupRoom(BackupFiles backups) implements PreflightCheck {

    @Override
    public Check check() {
      return Check.BACKUP_ROOM;
    }

    @Override
    public List<Finding> look(Ground ground, DueCheck due) {
      String folder = ground.estate().backupFolder();
      try {
        long needed = 0;
        for (DatabaseMove move : ground.estate().databases()) {
          needed += bytes(files(ground, move, due), false);
        }
        return List.of(
            room(
                check(),
                folder,
                "the backup of the databases",
                backups.freeBytes(ground.estate()),
                needed,
                "Free space behind %s, or configure a backup folder on a larger volume."
                    .formatted(folder)));
      } catch (Unanswered unanswered) {
        return List.of(ServerCheck.notLookedAt(check(), folder, unanswered));
      } catch (IOException e) {
        return List.of(ShareProbe.unreachable(check(), folder, folder, e));
      }
    }
  }
}
