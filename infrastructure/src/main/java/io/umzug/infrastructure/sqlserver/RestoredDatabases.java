package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.ServerSurvey.orEmpty;
import static io.umzug.infrastructure.sqlserver.TransactSql.name;
import static io.umzug.infrastructure.sqlserver.TransactSql.text;

import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.sqlserver.SqlServer.CheckWanted;
import io.umzug.application.sqlserver.SqlServer.DatabaseFile;
import io.umzug.application.sqlserver.SqlServer.DatabaseUser;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.evidence.DatabaseCondition;
import io.umzug.domain.evidence.DatabaseCondition.ConsistencyCheck;
import io.umzug.domain.evidence.DatabaseCondition.PlacedFile;
import io.umzug.domain.evidence.SqlServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets right what a restore brings along from another server: options, owner, users; and finds how
 * the database stands. A second call changes nothing.
 */
final class RestoredDatabases {

  private static final int QUERY_STORE_SINCE = 13;

  /** Groups have logins too, and own nothing. */
  private static final String OF_PERSON = " AND p.type IN (N'S', N'U')";

  private static final int CANNOT_FIND_PRINCIPAL = 15151;

  /** The login is another user's in this database, or its owner's. */
  private static final int HAS_ANOTHER_USER = 15063;

  private final SqlServerSession session;
  private final Databases databases;
  private final DatabaseSurvey survey;
  private final ServerSurvey server;
  private final WatchedStatement watched;

  RestoredDatabases(
      SqlServerSession session,
      Databases databases,
      DatabaseSurvey survey,
      ServerSurvey server,
      WatchedStatement watched) {
    this.session = session;
    this.databases = databases;
    this.survey = survey;
    this.server = server;
    this.watched = watched;
  }

  DatabaseCondition settle(String database, CheckWanted wanted, SqlProgress progress) {
    databases.settle(database);
    boolean isOwnerMended = mendOwner(database);
    List<String> orphaned = new ArrayList<>(orphans(database));
    List<String> relinked = relink(database, orphaned);
    orphaned.removeAll(relinked);
    List<DatabaseFile> files = survey.files(database);
    ConsistencyCheck check = check(database, files, wanted, progress);
    SqlServerFacts facts = server.facts();
    return new DatabaseCondition(
        owner(database).login(),
        isOwnerMended,
        survey.setting(database).orElseThrow().compatibilityLevel(),
        facts.compatibilityLevel(),
        facts.majorVersion() < QUERY_STORE_SINCE ? "" : queryStore(database),
        relinked,
        orphaned,
        check,
        files.stream()
            .map(file -> new PlacedFile(file.logicalName(), file.path(), file.bytes()))
            .toList());
  }

  /**
   * @param login as master knows the owner; empty where the SID is no login's
   * @param dboLogin as the database knows its owner, which came with the backup
   */
  private record Owner(String login, String dboLogin) {
    boolean isSound() {
      return !login.isEmpty() && login.equals(dboLogin);
    }
  }

  /** Not by SUSER_SNAME: that names every account which Windows knows, with a login or without. */
  private Owner owner(String database) {
    String dboLogin =
        session.in(
            database,
            () ->
                session
                    .query(
                        row -> orEmpty(row.getString(1)),
                        "SELECT p.name FROM sys.database_principals AS d"
                            + " LEFT JOIN sys.server_principals AS p ON p.sid = d.sid"
                            + OF_PERSON
                            + " WHERE d.principal_id = 1")
                    .getFirst());
    return session
        .query(
            row -> new Owner(orEmpty(row.getString(1)), dboLogin),
            "SELECT p.name FROM sys.databases AS d"
                + " LEFT JOIN sys.server_principals AS p ON p.sid = d.owner_sid"
                + OF_PERSON
                + " WHERE d.name = ?",
            database)
        .getFirst();
  }

  /**
   * For master, whoever restored a database owns it; for the database, who owned it before. Both
   * become the latter, or sa where that is no login here. Answers whether it became sa.
   */
  private boolean mendOwner(String database) {
    Owner found = owner(database);
    if (found.isSound()) {
      return false;
    }
    boolean isGone = found.dboLogin().isEmpty() || !give(database, found.dboLogin());
    if (isGone) {
      change(database, administrator());
    }
    if (!owner(database).isSound()) {
      throw session.lookSaysOtherwise(
          "ALTER AUTHORIZATION", "the owner of '%s' is no login.".formatted(database));
    }
    return isGone;
  }

  /** A restore of hours is not to fail over a login that is dropped, or out of reach, just now. */
  private boolean give(String database, String login) {
    try {
      change(database, login);
      return true;
    } catch (SqlServerFailure e) {
      if (!e.isError(CANNOT_FIND_PRINCIPAL)) {
        throw e;
      }
      return false;
    }
  }

  private void change(String database, String owner) {
    session.run("ALTER AUTHORIZATION ON DATABASE::%s TO %s".formatted(name(database), name(owner)));
  }

  /** As sa may have another name, by its SID. */
  private String administrator() {
    return session.query(row -> row.getString(1), "SELECT SUSER_SNAME(0x01)").getFirst();
  }

  /** Users by SQL login whose SID is no login's here. */
  private List<String> orphans(String database) {
    Set<String> logins = server.loginSids();
    return survey.users(database).stream()
        .filter(user -> !user.windows() && !logins.contains(user.sid()))
        .map(DatabaseUser::name)
        .toList();
  }

  /** Two servers give the same login different SIDs, and a user belongs to its login by SID. */
  private List<String> relink(String database, List<String> orphaned) {
    if (orphaned.isEmpty()) {
      return List.of();
    }
    Map<String, String> logins = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    session
        .query(row -> row.getString(1), "SELECT name FROM sys.server_principals WHERE type = N'S'")
        .forEach(login -> logins.put(login, login));
    return session.in(
        database,
        () ->
            orphaned.stream()
                .filter(logins::containsKey)
                .filter(user -> link(user, logins.getOrDefault(user, user)))
                .toList());
  }

  /** A user whose login comes in as another one stays as it is, and is told. */
  private boolean link(String user, String login) {
    try {
      session.run("ALTER USER %s WITH LOGIN = %s".formatted(name(user), name(login)));
      return true;
    } catch (SqlServerFailure e) {
      if (!e.isError(HAS_ANOTHER_USER)) {
        throw e;
      }
      return false;
    }
  }

  private String queryStore(String database) {
    return session.in(
        database,
        () ->
            session
                .query(
                    row -> row.getString(1),
                    "SELECT actual_state_desc FROM sys.database_query_store_options")
                .stream()
                .findFirst()
                .orElse(""));
  }

  private ConsistencyCheck check(
      String database, List<DatabaseFile> files, CheckWanted wanted, SqlProgress progress) {
    if (wanted.extent() == CheckWanted.Extent.NONE) {
      return ConsistencyCheck.NONE;
    }
    if (files.stream().mapToLong(DatabaseFile::bytes).sum() > wanted.mostBytes()) {
      return ConsistencyCheck.TOO_LARGE;
    }
    boolean full = wanted.extent() == CheckWanted.Extent.FULL;
    watched.run(
        "DBCC CHECKDB (%s) WITH NO_INFOMSGS%s"
            .formatted(text(database), full ? "" : ", PHYSICAL_ONLY"),
        0,
        progress);
    return full ? ConsistencyCheck.FULL : ConsistencyCheck.PHYSICAL;
  }
}
