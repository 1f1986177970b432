package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.SqlServerPlace.Edition;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import java.util.List;

/** How the service gets into its databases: the Data Source, the database, the rights. */
final class XPhoneDatabases {

  static final String PROGRAM = "XPhone Connect Server REHEARSAL";

  private final String host;
  private final Topology topology;
  private final SqlServers sqlServers;

  XPhoneDatabases(String host, Topology topology, SqlServers sqlServers) {
    this.host = host;
    this.topology = topology;
    this.sqlServers = sqlServers;
  }

  /** Whether something answers under a Data Source of atlas.xml (R27). */
  boolean reachable(String dataSource) {
    return topology.meantBy(dataSource, host).flatMap(sqlServers::reached).isPresent();
  }

  /**
   * Opens the database of an entry, under the rules that hold for the service.
   *
   * @throws StartAborted where server, database or rights are missing
   */
  SqlConsole open(AtlasEntries.Entry entry, String account) throws StartAborted {
    SqlServerPlace place =
        topology
            .meantBy(entry.dataSource(), host)
            .filter(candidate -> sqlServers.reached(candidate).isPresent())
            .orElseThrow(() -> unreachable(entry));
    SqlBackend server = sqlServers.reached(place).orElseThrow(() -> unreachable(entry));
    try {
      ensureThere(server, place, entry);
      SqlConsole console = SqlConsole.open(server, login(place, entry, entry.database()));
      if (entry.windowsLogin()) {
        ensureOwner(console, place, entry, account);
      }
      return console;
    } catch (SqlServerException e) {
      throw new StartAborted(
          StartFailure.DATABASE_ERROR,
          "Database %s on %s cannot be opened: error %d, %s"
              .formatted(entry.database(), place.name(), e.error().number(), e.getMessage()));
    }
  }

  private void ensureThere(SqlBackend server, SqlServerPlace place, AtlasEntries.Entry entry)
      throws SqlServerException, StartAborted {
    boolean ownExpress = place.edition() == Edition.EXPRESS && place.host().equals(host);
    if (!entry.windowsLogin() && !ownExpress) {
      throw new StartAborted(
          StartFailure.ACCESS_DENIED,
          "Login failed for user 'Atlas' (error 18456) on %s. That login exists only on the SQL Express of the installation; the entry of %s in atlas.xml needs useLogin=\"Windows\" (R29)."
              .formatted(place.name(), entry.database()));
    }
    try (SqlConsole console = SqlConsole.open(server, login(place, entry, "master"))) {
      List<String> found =
          console.texts(
              "SELECT name FROM sys.databases WHERE name = "
                  + SqlConsole.literal(entry.database()));
      if (!found.isEmpty()) {
        return;
      }
      if (entry.windowsLogin()) {
        throw new StartAborted(
            StartFailure.DATABASE_MISSING,
            "Cannot open database \"%s\" requested by the login (error 4060): there is none of that name on %s (row 2a)."
                .formatted(entry.database(), place.name()));
      }
      console.run("CREATE DATABASE " + SqlConsole.quoted(entry.database()));
    }
  }

  /**
   * There is no Windows domain behind the stand-in: a Windows login's sessions are the estate's
   * own, and its rights are looked up before anything is done with them.
   */
  private SqlBackend.Login login(SqlServerPlace place, AtlasEntries.Entry entry, String database) {
    return entry.windowsLogin()
        ? sqlServers.saLogin(place, database, PROGRAM, host)
        : sqlServers.installersLogin(place, database, PROGRAM, host);
  }

  private static void ensureOwner(
      SqlConsole console, SqlServerPlace place, AtlasEntries.Entry entry, String account)
      throws SqlServerException, StartAborted {
    List<String> owners =
        console.texts(
            "SELECT m.name FROM sys.database_role_members rm"
                + " JOIN sys.database_principals r ON r.principal_id = rm.role_principal_id"
                + " JOIN sys.database_principals m ON m.principal_id = rm.member_principal_id"
                + " WHERE r.name = N'db_owner'");
    if (owners.stream().noneMatch(XPhoneHost.onSqlServer(account)::equalsIgnoreCase)) {
      console.close();
      throw new StartAborted(
          StartFailure.ACCESS_DENIED,
          "The service account '%s' is not db_owner in database %s on %s (R25). db_owner there: %s."
              .formatted(account, entry.database(), place.name(), String.join(", ", owners)));
    }
  }

  private static StartAborted unreachable(AtlasEntries.Entry entry) {
    return new StartAborted(
        StartFailure.SQL_SERVER_UNREACHABLE,
        "No SQL Server answers under the Data Source '%s' that atlas.xml names for %s (R27)."
            .formatted(entry.dataSource(), entry.database()));
  }
}
