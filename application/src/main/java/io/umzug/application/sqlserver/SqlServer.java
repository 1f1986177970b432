package io.umzug.application.sqlserver;

import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseContents;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.schema.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SQL Server. Every method throws {@link SqlServerFailure} with what the server said. Statements
 * run in autocommit, their result streams are drained, and success means what a look at the server
 * shows afterwards.
 */
public interface SqlServer extends AutoCloseable {

  /** A database as sys.databases shows it; {@code state} such as ONLINE or RESTORING. */
  record DatabaseState(String name, String state, String recoveryModel, String userAccess) {
    public boolean isOnline() {
      return state.equals("ONLINE");
    }

    public boolean isOffline() {
      return state.equals("OFFLINE");
    }
  }

  /** A table with its schema, and its rows by sys.partitions. */
  record Table(String schema, String name, long rows) {
    public String qualifiedName() {
      return new ObjectName(schema, name).toString();
    }
  }

  /**
   * The header of a backup that is whole.
   *
   * @param backupSet the GUID
   * @param name as given when it was made
   * @param sourceServer the server's own name
   * @param bytes of what was backed up, before any compression
   */
  record BackupHeader(
      String backupSet, String name, String database, String sourceServer, long bytes) {}

  /**
   * What an instance is, beyond its version.
   *
   * @param express whether it is SQL Express, with its limits (R22)
   */
  record Nature(String collation, boolean express) {}

  /**
   * A database as it is set up.
   *
   * @param collation empty while the database cannot be opened
   */
  record DatabaseSetting(String collation, int compatibilityLevel, String recoveryModel) {}

  /**
   * A file of a database.
   *
   * @param type as SQL Server tells it: ROWS, LOG, FILESTREAM
   * @param path on the server's machine
   */
  record DatabaseFile(String logicalName, String type, String path, long bytes) {
    public boolean isLog() {
      return type.equals("LOG");
    }
  }

  /**
   * A volume as the instance sees it.
   *
   * @param mountPoint such as {@code D:\}
   */
  record Volume(String mountPoint, long freeBytes) {}

  /** The volumes of the instance's default folders: there a restore puts the files. */
  record RestoreVolumes(Volume data, Volume log) {}

  /**
   * A user of a database who comes in by a login, or would.
   *
   * @param sid by which the login is found, lower-case hex
   * @param windows whether it is a Windows account, which may also come in by a group
   */
  record DatabaseUser(String name, String sid, boolean windows) {}

  /**
   * A certificate in master.
   *
   * @param thumbprint lower-case hex; by it a backup knows with what it was encrypted
   * @param privateKey whether its private key is there, and the server opens it by itself
   */
  record Certificate(String name, String thumbprint, boolean privateKey) {}

  SqlServerFacts facts();

  /** The certificate of this name in master. */
  Optional<Certificate> certificate(String name);

  Nature nature();

  /** B2: empty where the instance does not tell the volumes of its default folders. */
  Optional<RestoreVolumes> restoreVolumes();

  Optional<DatabaseSetting> setting(String database);

  /** The files of a database, in any state of it; empty where there is none. */
  List<DatabaseFile> files(String database);

  /** The users of a database, but for those that every database has. */
  List<DatabaseUser> users(String database);

  /** The SIDs of all logins, lower-case hex. */
  Set<String> loginSids();

  /** R33: what a restore over the database would destroy. */
  DatabaseContents contents(String database);

  /** The accounts of the SQL Server's services, such as {@code NT Service\MSSQL$SQL2019} (B3). */
  List<String> serviceAccounts();

  /** R33: CREATE DATABASE permission, needed where a database is missing. */
  boolean mayCreateDatabases();

  Optional<DatabaseState> database(String database);

  /**
   * Creates the database unless it is there; answers whether it was created now.
   *
   * @param settings null for the server's own
   */
  boolean createDatabase(String database, DatabaseScript.@Nullable Settings settings);

  /** The same with the server's own settings. */
  default boolean createDatabase(String database) {
    return createDatabase(database, null);
  }

  /** Drops the database with all it holds, whoever uses it; nothing where there is none. */
  void dropDatabase(String database);

  /**
   * R25: makes the Windows account a member of db_owner, with its login and user, whatever of that
   * is missing. A second call changes nothing.
   */
  void grantDatabaseOwner(String database, String account);

  boolean isDatabaseOwner(String database, String account);

  /** R26: sets the instance's FILESTREAM access level, unless it is set, and reads it back. */
  FilestreamLevel enableFilestream();

  FilestreamLevel filestreamLevel();

  List<Table> tables(String database);

  /** Exact rows of every user table, by COUNT_BIG. */
  List<Table> countRows(String database);

  /** R31: drops the tables, with the foreign keys between them. */
  void dropTables(String database, Set<String> qualifiedNames);

  /** Backs up with COPY_ONLY and CHECKSUM. */
  void backup(String database, BackupMedia media, SqlProgress progress);

  /** Backs up into one file. */
  default void backup(String database, String file, String name, SqlProgress progress) {
    backup(database, BackupMedia.of(file, name), progress);
  }

  /**
   * Reads a backup back: RESTORE VERIFYONLY with CHECKSUM, and HEADERONLY; empty where no file is
   * there, or where it is no whole backup.
   *
   * @param files its stripes, all of them
   */
  Optional<BackupHeader> verifiedBackup(List<String> files, SqlProgress progress);

  /** Reads a backup back that is one file. */
  default Optional<BackupHeader> verifiedBackup(String file) {
    return verifiedBackup(List.of(file), _ -> {});
  }

  /**
   * R33: restores over the database where it is there, moving the files to the instance's default
   * folders. Nobody else gets into the database meanwhile.
   *
   * @param files the backup's stripes, all of them
   * @param restart whether to go on where an interrupted restore of this very backup has stopped;
   *     where the server cannot, it begins at the start
   */
  void restore(String database, List<String> files, boolean restart, SqlProgress progress);

  /** Restores from one file, from the start. */
  default void restore(String database, String file, SqlProgress progress) {
    restore(database, List.of(file), false, progress);
  }

  /**
   * Watches an operation that an earlier connection of the same move's work has left running, until
   * it is gone, and answers whether there was one. What came of it, a look has to show.
   *
   * @param progress where it throws {@link io.umzug.application.work.WorkInterrupted}, the
   *     operation goes on without us: whoever picks the work up joins it again; whatever else it
   *     throws ends the operation
   */
  boolean join(MediaOperation operation, SqlProgress progress);

  /**
   * The GUID of the backup set from which the database was last restored, by msdb's history; empty
   * where it never was.
   */
  Optional<String> lastRestored(String database);

  /**
   * The number of the database's latest restore in msdb's history, greater than that of any before
   * it; 0 where it never was restored.
   */
  long latestRestore(String database);

  /**
   * What DBCC CHECKDB is to look at.
   *
   * @param mostBytes larger databases are not checked
   */
  record CheckWanted(Extent extent, long mostBytes) {

    public static final CheckWanted NOTHING = new CheckWanted(Extent.NONE, 0);

    public enum Extent {
      FULL,
      /** Pages and allocation only. */
      PHYSICAL,
      NONE
    }
  }

  /**
   * Sets right what a restore brings along from another server, and looks how the database stands:
   * recovery model SIMPLE (F3), MULTI_USER, an owner who is a login here, users who find theirs.
   * Damage that CHECKDB finds is a failure.
   */
  DatabaseCondition settle(String database, CheckWanted check, SqlProgress progress);

  /** The same without a check. */
  default DatabaseCondition settle(String database) {
    return settle(database, CheckWanted.NOTHING, _ -> {});
  }

  /**
   * Ends what an earlier connection for the same purpose left running, and waits until it is gone.
   * Answers how many sessions were ended.
   *
   * @param spared what is left running, for {@link #join}
   */
  int endEarlierSessions(List<MediaOperation> spared);

  /** Ends all that an earlier connection for the same purpose left running. */
  default int endEarlierSessions() {
    return endEarlierSessions(List.of());
  }

  @Override
  void close();
}
