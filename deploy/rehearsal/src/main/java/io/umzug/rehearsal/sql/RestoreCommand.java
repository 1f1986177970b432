package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.SqlSession.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** RESTORE DATABASE, and the looks into a backup: VERIFYONLY, HEADERONLY, FILELISTONLY. */
final class RestoreCommand {

  private final EngineSession session;
  private final SqlInstance instance;
  private final Results results;
  private final Running running;

  RestoreCommand(EngineSession session, Results results, Running running) {
    this.session = session;
    this.instance = session.instance();
    this.results = results;
    this.running = running;
  }

  void run(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("RESTORE");
    if (in.accept("DATABASE")) {
      database(in);
    } else if (in.accept("VERIFYONLY")) {
      look(in, "VERIFY DATABASE", this::verify);
    } else if (in.accept("HEADERONLY")) {
      look(in, "RESTORE HEADERONLY", backup -> MediaTables.header(backup, results));
    } else if (in.accept("FILELISTONLY")) {
      look(in, "RESTORE FILELIST", backup -> MediaTables.files(backup, results));
    } else {
      throw SqlRefusal.syntax(in.peek());
    }
  }

  private interface Look {
    void at(BackupReader backup) throws IOException, SqlRefusal;
  }

  private void look(TokenCursor in, String statement, Look look) throws SqlRefusal {
    in.expect("FROM");
    List<Device> devices = MediaOptions.disks(in, instance, "verify");
    MediaOptions.read(in);
    running.command(statement);
    try {
      requirePermission("the backup device");
      try (BackupReader backup = open(devices)) {
        look.at(backup);
      } catch (IOException _) {
        throw SqlRefusal.of(3189, 16, 1, "Damage to the backup set was detected.");
      }
    } catch (SqlRefusal e) {
      throw e.terminating(statement);
    }
  }

  /** What is encrypted is opened where its certificate is, with its private key. */
  private BackupReader open(List<Device> devices) throws SqlRefusal {
    BackupReader backup = BackupReader.open(devices);
    try {
      String thumbprint = backup.header().media().thumbprint();
      if (!thumbprint.isEmpty()) {
        Certificates.of(instance).requireThumbprint(thumbprint);
      }
      return backup;
    } catch (SqlRefusal e) {
      backup.close();
      throw e;
    }
  }

  private void verify(BackupReader backup) throws IOException, SqlRefusal {
    backup.verifyToEnd();
    results.message(session.info(3262, 0, 1, "The backup set on file 1 is valid."));
  }

  private void requirePermission(String what) throws SqlRefusal {
    if (!Logins.createsDatabases(session.login())) {
      throw SqlRefusal.of(
          3110, 14, 1, "User does not have permission to RESTORE database '%s'.", what);
    }
  }

  private void database(TokenCursor in) throws SqlRefusal, SQLException {
    String name = MediaOptions.database(in);
    if (session.transactionCount() > 0) {
      throw SqlRefusal.of(
              3021, 16, 0, "Cannot perform a backup or restore operation within a transaction.")
          .terminating("RESTORE DATABASE");
    }
    running.command("RESTORE DATABASE");
    try {
      if (in.accept("FROM")) {
        List<Device> devices = MediaOptions.disks(in, instance, "restore");
        MediaOptions options = MediaOptions.read(in);
        permitted(name);
        try (BackupReader backup = open(devices)) {
          new Restore(session, results, running, backup, devices, options).into(name);
        }
      } else {
        MediaOptions options = MediaOptions.read(in);
        permitted(name);
        if (!options.has("NORECOVERY")) {
          recover(Queries.known(session, name));
        }
      }
    } catch (SqlRefusal e) {
      throw e.number() == 102 ? e : e.terminating("RESTORE DATABASE");
    }
  }

  private void permitted(String name) throws SqlRefusal {
    boolean owner =
        instance
            .state()
            .database(name)
            .map(known -> Logins.owns(session.login(), known))
            .orElse(false);
    if (!owner) {
      requirePermission(name);
    }
  }

  private void recover(Database database) throws SqlRefusal {
    synchronized (instance) {
      if (database.condition() != Condition.RESTORING) {
        throw SqlRefusal.of(3153, 16, 2, "The database is already fully recovered.");
      }
      if (instance.inUse(database, session)) {
        throw Restore.inUse();
      }
      if (database.store().isEmpty()) {
        throw SqlRefusal.of(
            4333, 16, 1, "The database cannot be recovered because the log was not restored.");
      }
      instance.update(state -> state.with(database.with(Condition.ONLINE)));
    }
    instance.record(
        "database-recovered",
        Map.of("database", database.name(), "applicationName", session.application()));
  }
}
