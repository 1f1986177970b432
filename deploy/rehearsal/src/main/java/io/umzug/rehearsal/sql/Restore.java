package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Fault;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.DataFile;
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

/** Brings a backup's rows into a database; until the last one is durable it is RESTORING. */
final class Restore {

  private final EngineSession session;
  private final SqlInstance instance;
  private final Results results;
  private final Running running;
  private final BackupReader backup;
  private final BackupHeader header;
  private final List<Device> devices;
  private final MediaOptions options;

  Restore(
      EngineSession session,
      Results results,
      Running running,
      BackupReader backup,
      List<Device> devices,
      MediaOptions options) {
    this.session = session;
    this.instance = session.instance();
    this.results = results;
    this.running = running;
    this.backup = backup;
    this.header = backup.header();
    this.devices = devices;
    this.options = options;
  }

  static SqlRefusal inUse() {
    return SqlRefusal.of(
        3101, 16, 1, "Exclusive access could not be obtained because the database is in use.");
  }

  void into(String name) throws SqlRefusal, SQLException {
    refuseNewerVersion();
    int stats = options.stats();
    Database target;
    String store;
    synchronized (instance) {
      String interrupted = options.has("RESTART") ? interrupted(name) : "";
      target = begin(name);
      if (interrupted.isEmpty()) {
        RestartCheckpoint.remove(instance, target.id());
      }
      store = interrupted.isEmpty() ? Installation.freshStore(target.id()) : interrupted;
      session.worksOn(target.name());
    }
    Map<String, String> details =
        Map.of(
            "database", target.name(),
            "file", Device.names(devices),
            "applicationName", session.application());
    boolean completed = false;
    try {
      instance.record("restore-started", details);
      load(store, stats);
      completed = true;
      Database restored = complete(target, store);
      History.restored(instance, session, restored, backup, options, devices);
      instance.record("restore-completed", details);
    } finally {
      session.worksNoMoreOn(target.name());
      if (!completed) {
        new RestartCheckpoint(header.backupSet(), RestartCheckpoint.words(running.batch()), store)
            .keep(RestartCheckpoint.file(instance, target.id()));
        instance.record("restore-aborted", details);
      }
    }
    Outcome.report(session, results, running, "RESTORE DATABASE", header);
  }

  /** The store of the restore that RESTART goes on with; empty where it begins at the start. */
  private String interrupted(String name) throws SqlRefusal {
    int id = instance.state().database(name).map(Database::id).orElse(0);
    Path file = RestartCheckpoint.file(instance, id);
    if (!Files.exists(file)) {
      results.message(
          session.info(
              3018,
              0,
              1,
              "The restart-checkpoint file '%s' was not found. The RESTORE command will continue from the beginning as if RESTART had not been specified."
                  .formatted(file)));
      return "";
    }
    RestartCheckpoint checkpoint = RestartCheckpoint.read(file).orElse(null);
    if (checkpoint == null || !Store.exists(instance.path(checkpoint.store()))) {
      results.message(
          session.info(
              3028,
              0,
              1,
              "The restart-checkpoint file '%s' was corrupted and is being ignored. The RESTORE command will continue from the beginning as if RESTART had not been specified."
                  .formatted(file)));
      return "";
    }
    if (!checkpoint.backupSet().equals(header.backupSet())
        || !checkpoint.statement().equals(RestartCheckpoint.words(running.batch()))) {
      throw SqlRefusal.of(
          3019,
          16,
          1,
          "The restart-checkpoint file '%s' is from a previous interrupted RESTORE operation and is"
              + " inconsistent with the current RESTORE command. The restart command must use the"
              + " same syntax as the interrupted command, with the addition of the RESTART clause."
              + " Alternatively, reissue the current statement without the RESTART clause.",
          file);
    }
    return checkpoint.store();
  }

  private void refuseNewerVersion() throws SqlRefusal {
    InstanceSettings settings = instance.settings();
    if (header.databaseVersion() > settings.databaseVersion()) {
      throw SqlRefusal.of(
          3169,
          16,
          1,
          "The database was backed up on a server running version %02d.%02d.%04d. That version is"
              + " incompatible with this server, which is running version %s. Either restore the"
              + " database on a server that supports the backup, or use a backup that is"
              + " compatible with this server.",
          header.softwareMajor(),
          header.softwareMinor(),
          header.softwareBuild(),
          settings.productVersion());
    }
  }

  /** From here on the database is RESTORING and its former rows are gone. */
  private Database begin(String name) throws SqlRefusal {
    InstanceState state = instance.state();
    Database existing = state.database(name).orElse(null);
    if (existing != null) {
      checkExisting(existing);
    }
    int id = existing == null ? state.freeDatabaseId() : existing.id();
    List<DataFile> files = files(id, name);
    Database target =
        new Database(
            existing == null ? name : existing.name(),
            id,
            "",
            Condition.RESTORING,
            header.recoveryModel(),
            header.compatibilityLevel(),
            "MULTI_USER",
            instance.now().toString(),
            existing == null ? session.login().sid() : existing.ownerSid(),
            files,
            header.family());
    if (existing != null) {
      instance.closeStore(existing.store());
    }
    instance.update(before -> before.with(target));
    instance.writes().forget(id);
    if (existing != null && !existing.store().isEmpty()) {
      Store.delete(instance.path(existing.store()));
    }
    return target;
  }

  private void checkExisting(Database existing) throws SqlRefusal {
    if (session.database().equalsIgnoreCase(existing.name())) {
      throw SqlRefusal.of(
          3102,
          16,
          1,
          "RESTORE cannot process database '%s' because it is in use by this session. It is"
              + " recommended that the master database be used when performing this operation.",
          existing.name());
    }
    if (existing.system() || instance.inUse(existing, session)) {
      throw inUse();
    }
    if (options.has("REPLACE") || existing.condition() == Condition.RESTORING) {
      return;
    }
    if (!existing.family().equals(header.family())) {
      throw SqlRefusal.of(
          3154,
          16,
          4,
          "The backup set holds a backup of a database other than the existing '%s' database.",
          existing.name());
    }
    if (!existing.recoveryModel().equals("SIMPLE")) {
      throw SqlRefusal.of(
          3159,
          16,
          1,
          "The tail of the log for the database \"%s\" has not been backed up. Use BACKUP LOG WITH"
              + " NORECOVERY to backup the log if it contains work you do not want to lose. Use the"
              + " WITH REPLACE or WITH STOPAT clause of the RESTORE statement to just overwrite the"
              + " contents of the log.",
          existing.name());
    }
  }

  private List<DataFile> files(int id, String name) throws SqlRefusal {
    for (String logical : options.moves().keySet()) {
      if (header.files().stream().noneMatch(f -> f.logicalName().equalsIgnoreCase(logical))) {
        throw SqlRefusal.of(
            3234,
            16,
            2,
            "Logical file '%s' is not part of database '%s'. Use RESTORE FILELISTONLY to list the"
                + " logical file names.",
            logical,
            name);
      }
    }
    List<DataFile> files = new ArrayList<>();
    LooseFiles loose = LooseFiles.of(instance);
    for (DataFile file : header.files()) {
      String path = options.moves().getOrDefault(file.logicalName(), file.physicalName());
      refuseTaken(id, file.logicalName(), path);
      if (!options.has("REPLACE") && loose.lies(path)) {
        throw overExisting(file.logicalName(), path);
      }
      files.add(new DataFile(file.logicalName(), path, file.type(), file.allocated()));
    }
    loose.take(files);
    return files;
  }

  private static SqlRefusal overExisting(String logical, String path) {
    return SqlRefusal.of(
            3142,
            16,
            1,
            "File \"%s\" cannot be restored over the existing \"%s\". Reissue the RESTORE statement"
                + " using WITH REPLACE to overwrite pre-existing files, or WITH MOVE to identify an"
                + " alternate location.",
            logical,
            path)
        .then(
            SqlRefusal.of(
                3119,
                16,
                1,
                "Problems were identified while planning for the RESTORE statement. Previous messages"
                    + " provide details."));
  }

  private void refuseTaken(int id, String logical, String path) throws SqlRefusal {
    for (Database other : instance.state().databases()) {
      boolean taken =
          other.id() != id
              && other.files().stream().anyMatch(f -> f.physicalName().equalsIgnoreCase(path));
      if (taken) {
        throw SqlRefusal.of(
                1834,
                16,
                1,
                "The file '%s' cannot be overwritten.  It is being used by database '%s'.",
                path,
                other.name())
            .then(
                SqlRefusal.of(
                    3156,
                    16,
                    4,
                    "File '%s' cannot be restored to '%s'. Use WITH MOVE to identify a valid"
                        + " location for the file.",
                    logical,
                    path));
      }
    }
  }

  private void load(String store, int stats) throws SqlRefusal, SQLException {
    Faults faults = instance.estate().faults();
    Progress progress =
        new Progress(
            running,
            header.rows(),
            stats,
            faults.strike(Fault.SLOW_DISK, "restore"),
            () -> halfWay(faults),
            percent -> results.message(session.info(3211, 0, 1, percent + " percent processed.")));
    try {
      try (Connection h2 = Store.scratch(instance.path(store))) {
        long skipped = Content.read(h2, backup.content(), progress::rows);
        if (skipped > 0) {
          instance.record(
              "restore-restarted", Map.of("database", header.databaseName(), "rows", "" + skipped));
        }
        backup.verifyToEnd();
        progress.complete();
      }
      Store.force(instance.path(store));
    } catch (IOException e) {
      throw devices
          .getFirst()
          .unreadable("23(Data error (cyclic redundancy check).): " + e.getMessage());
    }
  }

  private void halfWay(Faults faults) throws SqlRefusal {
    if (faults.strike(Fault.HALF_OPEN, "restore")) {
      results.clientVanished();
    }
    if (faults.strike(Fault.STALLED_DISK, "restore")) {
      running.lingerWhile(() -> faults.isArmed(Fault.STALLED_DISK, "restore"));
    }
    if (faults.strike(Fault.RESTORE_FAILS, "restore")) {
      throw devices
          .getFirst()
          .unreadable(
              "1117(The request could not be performed because of an I/O device" + " error.)");
    }
    if (faults.strike(Fault.DISK_FULL, "restore")) {
      throw SqlRefusal.of(
          3257,
          16,
          1,
          "There is insufficient free space on disk volume to create the database. Operating"
              + " system error 112(There is not enough space on the disk.).");
    }
    if (faults.strike(Fault.CONNECTION_RESET, "restore")) {
      throw new ConnectionResetException("RESTORE was to lose its connection half-way");
    }
  }

  private Database complete(Database target, String store) {
    Database restored =
        target
            .withStore(store)
            .with(options.has("NORECOVERY") ? Condition.RESTORING : Condition.ONLINE);
    instance.update(state -> state.with(restored));
    RestartCheckpoint.forget(instance, target.id());
    return restored;
  }
}
