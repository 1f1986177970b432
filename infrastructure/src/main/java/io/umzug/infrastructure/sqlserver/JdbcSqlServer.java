package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseContents;
import io.umzug.domain.evidence.DatabaseScript;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.SqlServerFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A SQL Server over one connection; a second one only watches. Not for several threads. */
final class JdbcSqlServer implements SqlServer {

  private static final int TRANSACT_SQL_AND_STREAMING = 2;

  private final SqlServerSession session;
  private final Duration pollInterval;
  private final EarlierSessions earlier;
  private final Databases databases;
  private final DatabaseOwners owners;
  private final UserTables tables;
  private final ServerSurvey survey;
  private final DatabaseSurvey databaseSurvey;
  private final Backups backups;
  private final Restores restores;
  private final RestoredDatabases restored;

  JdbcSqlServer(
      SqlServerSession session,
      Supplier<SqlServerSession> another,
      Duration pollInterval,
      String applicationName) {
    this.session = session;
    this.pollInterval = pollInterval;
    this.earlier = new EarlierSessions(session, applicationName, Thread::sleep);
    this.databases = new Databases(session, Thread::sleep);
    this.owners = new DatabaseOwners(session);
    this.tables = new UserTables(session);
    this.survey = new ServerSurvey(session);
    this.databaseSurvey = new DatabaseSurvey(session, tables);
    WatchedStatement watched = new WatchedStatement(session, another, pollInterval);
    this.backups = new Backups(session, watched);
    this.restores = new Restores(session, databases, backups, watched);
    this.restored = new RestoredDatabases(session, databases, databaseSurvey, survey, watched);
  }

  @Override
  public SqlServerFacts facts() {
    return survey.facts();
  }

  @Override
  public Nature nature() {
    return survey.nature();
  }

  @Override
  public Optional<Certificate> certificate(String name) {
    return survey.certificate(name);
  }

  @Override
  public Optional<RestoreVolumes> restoreVolumes() {
    return survey.restoreVolumes();
  }

  @Override
  public Optional<DatabaseSetting> setting(String database) {
    return databaseSurvey.setting(database);
  }

  @Override
  public List<DatabaseFile> files(String database) {
    return databaseSurvey.files(database);
  }

  @Override
  public List<DatabaseUser> users(String database) {
    return databaseSurvey.users(database);
  }

  @Override
  public Set<String> loginSids() {
    return survey.loginSids();
  }

  @Override
  public DatabaseContents contents(String database) {
    return databaseSurvey.contents(database);
  }

  @Override
  public List<String> serviceAccounts() {
    record Service(String name, String account) {}
    List<Service> services =
        session.query(
            row -> new Service(row.getString(1), row.getString(2)),
            "SELECT servicename, service_account FROM sys.dm_server_services");
    List<String> engine =
        services.stream()
            .filter(service -> service.name().startsWith("SQL Server ("))
            .map(Service::account)
            .distinct()
            .toList();
    return engine.isEmpty() ? services.stream().map(Service::account).distinct().toList() : engine;
  }

  @Override
  public boolean mayCreateDatabases() {
    return session
            .query(
                row -> row.getInt(1), "SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE')")
            .getFirst()
        == 1;
  }

  @Override
  public Optional<DatabaseState> database(String database) {
    return databases.state(database);
  }

  @Override
  public boolean createDatabase(String database, DatabaseScript.@Nullable Settings settings) {
    return databases.create(database, settings);
  }

  @Override
  public void dropDatabase(String database) {
    databases.drop(database);
  }

  @Override
  public void grantDatabaseOwner(String database, String account) {
    owners.grant(database, account);
  }

  @Override
  public boolean isDatabaseOwner(String database, String account) {
    return owners.includes(database, account);
  }

  @Override
  public FilestreamLevel enableFilestream() {
    if (filestreamLevel().configured() < TRANSACT_SQL_AND_STREAMING) {
      session.run(
          "EXEC sp_configure N'filestream access level', %d; RECONFIGURE"
              .formatted(TRANSACT_SQL_AND_STREAMING));
    }
    return filestreamLevel();
  }

  /** Configured is what sp_configure holds; effective needs Windows' consent and a restart too. */
  @Override
  public FilestreamLevel filestreamLevel() {
    int configured =
        session
            .query(
                row -> row.getInt(1),
                "SELECT CAST([value] AS int) FROM sys.configurations WHERE name = ?",
                "filestream access level")
            .stream()
            .findFirst()
            .orElse(0);
    int effective =
        session
            .query(
                row -> row.getInt(1),
                "SELECT CAST(SERVERPROPERTY('FilestreamEffectiveLevel') AS int)")
            .getFirst();
    return new FilestreamLevel(session.server(), configured, effective);
  }

  @Override
  public List<Table> tables(String database) {
    return tables.in(database);
  }

  @Override
  public List<Table> countRows(String database) {
    return tables.counted(database);
  }

  @Override
  public void dropTables(String database, Set<String> qualifiedNames) {
    tables.drop(database, qualifiedNames);
  }

  @Override
  public void backup(String database, BackupMedia media, SqlProgress progress) {
    backups.make(database, media, databaseSurvey.dataBytes(database), progress);
  }

  @Override
  public Optional<BackupHeader> verifiedBackup(List<String> files, SqlProgress progress) {
    return backups.verified(files, progress);
  }

  @Override
  public void restore(String database, List<String> files, boolean restart, SqlProgress progress) {
    restores.restore(database, files, restart, progress);
  }

  @Override
  public boolean join(MediaOperation operation, SqlProgress progress) {
    return new JoinedOperation(session, earlier, Thread::sleep, pollInterval)
        .watch(operation, () -> totalBytes(operation), progress);
  }

  /** Of what an operation moves, for the rate; 0 where it cannot be told. */
  private long totalBytes(MediaOperation operation) {
    return switch (operation.kind()) {
      case BACKUP -> databaseSurvey.dataBytes(operation.database());
      case RESTORE -> backups.header(operation.files()).map(BackupHeader::bytes).orElse(0L);
    };
  }

  @Override
  public Optional<String> lastRestored(String database) {
    return restores.last(database);
  }

  @Override
  public long latestRestore(String database) {
    return restores.latest(database);
  }

  @Override
  public DatabaseCondition settle(String database, CheckWanted check, SqlProgress progress) {
    return restored.settle(database, check, progress);
  }

  @Override
  public int endEarlierSessions(List<MediaOperation> spared) {
    return earlier.end(spared);
  }

  @Override
  public void close() {
    session.close();
  }
}
