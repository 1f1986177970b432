package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.ConnectionResetException;
import io.umzug.rehearsal.tds.SqlSession.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** BACKUP DATABASE … TO DISK. */
final class BackupCommand {

  private static final String STATEMENT = "BACKUP DATABASE";

  private final EngineSession session;
  private final SqlInstance instance;
  private final Results results;
  private final Running running;

  BackupCommand(EngineSession session, Results results, Running running) {
    this.session = session;
    this.instance = session.instance();
    this.results = results;
    this.running = running;
  }

  void run(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("BACKUP", "DATABASE");
    String name = MediaOptions.database(in);
    in.expect("TO");
    List<Device> devices = MediaOptions.disks(in, instance, "backup");
    MediaOptions options = MediaOptions.read(in);
    if (session.transactionCount() > 0) {
      throw SqlRefusal.of(
              3021, 16, 0, "Cannot perform a backup or restore operation within a transaction.")
          .terminating(STATEMENT);
    }
    running.command(STATEMENT);
    try {
      refuseWhatTheEditionLacks(options);
      backUp(permitted(name), devices, options);
    } catch (SqlRefusal e) {
      throw e.terminating(STATEMENT);
    }
  }

  private Database permitted(String name) throws SqlRefusal, SQLException {
    Database database = Queries.known(session, name);
    if (database.condition() != Condition.ONLINE) {
      Entrance.checkCondition(database);
    }
    if (!Entrance.inRole(session, database, "db_backupoperator")) {
      throw SqlRefusal.of(
          262, 14, 1, "BACKUP DATABASE permission denied in database '%s'.", database.name());
    }
    return database;
  }

  /** As of SQL Server 2014, which is the oldest that is stood in for. */
  private void refuseWhatTheEditionLacks(MediaOptions options) throws SqlRefusal {
    String edition = instance.settings().edition();
    boolean lacks = edition.startsWith("Express") || edition.startsWith("Web");
    String wanted =
        !options.value(MediaOptions.CERTIFICATE).isEmpty()
            ? "ENCRYPTION"
            : options.has("COMPRESSION") ? "COMPRESSION" : "";
    if (lacks && !wanted.isEmpty()) {
      throw SqlRefusal.of(
          1844, 16, 1, "%s WITH %s is not supported on %s.", STATEMENT, wanted, edition);
    }
  }

  private void backUp(Database database, List<Device> devices, MediaOptions options)
      throws SqlRefusal, SQLException {
    List<Path> paths = new ArrayList<>();
    for (Device device : devices) {
      Path path = device.forWriting();
      if (Files.exists(path) && !options.has("INIT") && !options.has("FORMAT")) {
        throw SqlRefusal.of(
            50000,
            16,
            1,
            "This stand-in does not append to a backup: say INIT or FORMAT to overwrite '%s'.",
            device.name());
      }
      paths.add(path);
    }
    BackupHeader.Media media = media(options, devices.size());
    session.worksOn(database.name());
    Map<String, String> details =
        Map.of(
            "database", database.name(),
            "file", Device.names(devices),
            "applicationName", session.application());
    instance.record("backup-started", details);
    boolean completed = false;
    BackupHeader written;
    try {
      written = write(database, devices, paths, options, media);
      completed = true;
    } finally {
      session.worksNoMoreOn(database.name());
      instance.record(completed ? "backup-completed" : "backup-aborted", details);
    }
    Outcome.report(session, results, running, STATEMENT, written);
  }

  private BackupHeader.Media media(MediaOptions options, int stripes) throws SqlRefusal {
    String certificate = options.value(MediaOptions.CERTIFICATE);
    return new BackupHeader.Media(
        1,
        stripes,
        options.has("COMPRESSION"),
        options.value(MediaOptions.ALGORITHM),
        certificate.isEmpty() ? "" : Certificates.of(instance).usable(certificate).thumbprint());
  }

  private BackupHeader write(
      Database database,
      List<Device> devices,
      List<Path> paths,
      MediaOptions options,
      BackupHeader.Media media)
      throws SqlRefusal, SQLException {
    Device device = devices.getFirst();
    try (Connection h2 = instance.connection(database, 0)) {
      Content.freeze(h2);
      BackupHeader header = header(database, options, Content.rows(h2), media);
      Progress progress = progress(database, header.rows(), device, options.stats());
      BackupHeader.Trailer trailer;
      try (BackupWriter file = BackupWriter.create(paths, header)) {
        long rows = Content.write(h2, file.content(), progress::rows);
        progress.complete();
        trailer = file.finish(instance.now().toString(), rows);
      } catch (java.nio.file.FileSystemException e) {
        throw device.cannotOpen(e);
      } catch (IOException e) {
        throw device.writeFailed(e);
      }
      History.backedUp(instance, session, header, trailer, devices);
      return header;
    }
  }

  /** What strikes half-way waits for a database of somebody's: a probe is over too soon for it. */
  private Progress progress(Database database, long rows, Device device, int stats) {
    Faults faults = instance.estate().faults();
    boolean probe = database.system();
    return new Progress(
        running,
        rows,
        stats,
        !probe && faults.strike(Fault.SLOW_DISK, "backup"),
        () -> {
          if (probe) {
            return;
          }
          if (faults.strike(Fault.HALF_OPEN, "backup")) {
            results.clientVanished();
          }
          if (faults.strike(Fault.STALLED_DISK, "backup")) {
            running.lingerWhile(() -> faults.isArmed(Fault.STALLED_DISK, "backup"));
          }
          if (faults.strike(Fault.DISK_FULL, "backup")) {
            throw device.full();
          }
          if (faults.strike(Fault.CONNECTION_RESET, "backup")) {
            throw new ConnectionResetException("BACKUP was to lose its connection half-way");
          }
        },
        percent -> results.message(session.info(3211, 0, 1, percent + " percent processed.")));
  }

  private BackupHeader header(
      Database database, MediaOptions options, long rows, BackupHeader.Media media) {
    InstanceSettings settings = instance.settings();
    int[] version = settings.versionNumbers();
    long bytes = instance.path(database.store() + ".mv.db").toFile().length();
    return new BackupHeader(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        database.family(),
        options.value("NAME"),
        options.value("DESCRIPTION"),
        database.name(),
        settings.name(),
        settings.machineName(),
        session.login().name(),
        version[0],
        version[1],
        version[2],
        settings.databaseVersion(),
        database.compatibilityLevel(),
        database.recoveryModel(),
        database.created(),
        instance.now().toString(),
        options.has("CHECKSUM"),
        options.has("COPY_ONLY"),
        database.files(),
        rows,
        bytes / 8192,
        media);
  }
}
