package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * What a person does with the Backup-Manager (R23, R33), for the databases alone. The stand-in has
 * no such program: these speak SQL to the estate's own servers.
 */
final class BackupManagerHands {

  /** Its own words, as Umzug's configuration has them: how the true one puts it nobody knows. */
  static final String BACKUP_SUCCEEDED = "REHEARSAL: the backup of all databases has ended";

  static final String RESTORE_SUCCEEDED = "REHEARSAL: the restore of all databases has ended";

  private static final String PROGRAM = "Backup-Manager REHEARSAL";

  private final Workplace work;

  BackupManagerHands(Workplace work) {
    this.work = work;
  }

  /** SQL Server writes every database that atlas.xml names to the share (B4), over the last one. */
  HandResult backUp(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.installedMachine(parameters);
    List<AtlasEntries.Entry> entries = entries(machine);
    for (AtlasEntries.Entry entry : entries) {
      SqlServerPlace place = place(entry, machine);
      BackupManagerEntries log =
          BackupManagerEntries.of("Sicherung", "saving", entry.database(), place, machine);
      try (SqlConsole console = console(place, "master", machine)) {
        console.run(
            "BACKUP DATABASE %s TO DISK = %s WITH COPY_ONLY, CHECKSUM, FORMAT, INIT"
                .formatted(SqlConsole.quoted(entry.database()), file(entry)),
            log::said);
      } catch (SqlServerException e) {
        log.failed(e);
        throw refused("backup", entry, place, e);
      }
      log.succeeded();
    }
    machine.folder().backupManagerLog("INF", BACKUP_SUCCEEDED);
    return done(Hand.BACKUP_BY_BACKUP_MANAGER, machine, "backed up", entries);
  }

  /**
   * Stops the service and restores over what atlas.xml names (R33), as somebody with sysadmin; the
   * service account is entitled anew where it is that which logs in (R25).
   */
  HandResult restore(Map<String, String> parameters) throws HandRefused {
    Machine machine = work.installedMachine(parameters);
    machine.server().stopAndWait();
    List<AtlasEntries.Entry> entries = entries(machine);
    for (AtlasEntries.Entry entry : entries) {
      SqlServerPlace place = place(entry, machine);
      BackupManagerEntries log =
          BackupManagerEntries.of(
              "Wiederherstellung", "restoring", entry.database(), place, machine);
      try {
        restore(entry, place, machine, log);
        if (entry.windowsLogin()) {
          entitle(entry, place, machine);
        }
      } catch (SqlServerException e) {
        log.failed(e);
        throw refused("restore", entry, place, e);
      }
      log.succeeded();
    }
    machine.folder().backupManagerLog("INF", RESTORE_SUCCEEDED);
    return done(Hand.RESTORE_BY_BACKUP_MANAGER, machine, "restored", entries);
  }

  private void restore(
      AtlasEntries.Entry entry, SqlServerPlace place, Machine machine, BackupManagerEntries log)
      throws SqlServerException {
    try (SqlConsole console = console(place, "master", machine)) {
      String folder =
          console
              .texts("SELECT CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260))")
              .getFirst();
      StringBuilder moves = new StringBuilder();
      for (List<@Nullable Object> row :
          console.query("RESTORE FILELISTONLY FROM DISK = " + file(entry))) {
        String logicalName = String.valueOf(row.getFirst());
        String ending = "L".equals(row.get(2)) ? ".ldf" : ".mdf";
        moves.append(
            ", MOVE %s TO %s"
                .formatted(
                    SqlConsole.literal(logicalName),
                    SqlConsole.literal(folder + logicalName + ending)));
      }
      console.run(
          "RESTORE DATABASE %s FROM DISK = %s WITH REPLACE, CHECKSUM%s"
              .formatted(SqlConsole.quoted(entry.database()), file(entry), moves),
          log::said);
    }
  }

  private void entitle(AtlasEntries.Entry entry, SqlServerPlace place, Machine machine)
      throws SqlServerException {
    String account = XPhoneHost.onSqlServer(work.software(machine).account());
    String named = " WHERE name = " + SqlConsole.literal(account);
    String quoted = SqlConsole.quoted(account);
    try (SqlConsole console = console(place, entry.database(), machine)) {
      if (console.texts("SELECT name FROM sys.server_principals" + named).isEmpty()) {
        console.run("CREATE LOGIN %s FROM WINDOWS".formatted(quoted));
      }
      if (console.texts("SELECT name FROM sys.database_principals" + named).isEmpty()) {
        console.run("CREATE USER %s FOR LOGIN %s".formatted(quoted, quoted));
      }
      console.run("ALTER ROLE db_owner ADD MEMBER " + quoted);
    }
  }

  private HandResult done(
      Hand hand, Machine machine, String what, List<AtlasEntries.Entry> entries) {
    List<String> names = entries.stream().map(AtlasEntries.Entry::database).toList();
    work.journal()
        .record(machine.host(), hand.label(), Map.of("databases", String.join(", ", names)));
    return new HandResult(
        hand.label(),
        true,
        "%s: %s by the Backup-Manager's stand-in on %s."
            .formatted(String.join(", ", names), what, machine.host()));
  }

  private static List<AtlasEntries.Entry> entries(Machine machine) throws HandRefused {
    try {
      return new ArrayList<>(AtlasEntries.read(machine.folder().atlas()).entries());
    } catch (IOException | SAXException e) {
      throw new HandRefused("atlas.xml cannot be read: " + e.getMessage());
    }
  }

  private SqlServerPlace place(AtlasEntries.Entry entry, Machine machine) throws HandRefused {
    return work.topology()
        .meantBy(entry.dataSource(), machine.host())
        .filter(candidate -> work.sqlServers().reached(candidate).isPresent())
        .orElseThrow(
            () ->
                new HandRefused(
                    "'%s' in atlas.xml does not answer; %s cannot be reached (R33)."
                        .formatted(entry.dataSource(), entry.database())));
  }

  private SqlConsole console(SqlServerPlace place, String database, Machine machine)
      throws SqlServerException {
    SqlBackend server =
        work.sqlServers()
            .reached(place)
            .orElseThrow(() -> new EstateException(place.name() + " does not run."));
    return SqlConsole.open(
        server, work.sqlServers().saLogin(place, database, PROGRAM, machine.host()));
  }

  private String file(AtlasEntries.Entry entry) {
    return SqlConsole.literal(
        work.topology().backupShare() + "\\Backup-Manager_" + entry.database() + ".bak");
  }

  private static HandRefused refused(
      String what, AtlasEntries.Entry entry, SqlServerPlace place, SqlServerException e) {
    return new HandRefused(
        "The %s of %s on %s ended with error %d, %s"
            .formatted(what, entry.database(), place.name(), e.error().number(), e.getMessage()));
  }
}
