package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.migration.MigrationEvent.DatabaseCreationRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.List;

/** R24 row 2a, R25: the target databases, each with the service account in db_owner. */
public final class DatabaseCreationWorker implements Worker<DatabaseCreationRequested> {

  private final Estates estates;
  private final Connections connections;

  public DatabaseCreationWorker(Estates estates, SqlServers servers) {
    this.estates = estates;
    this.connections = new Connections(servers);
  }

  @Override
  public Class<DatabaseCreationRequested> performs() {
    return DatabaseCreationRequested.class;
  }

  @Override
  public Report perform(DatabaseCreationRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      List<CreatedDatabase> databases = new ArrayList<>();
      for (DatabaseMove move : request.databases()) {
        context.progress(move.database(), 0);
        databases.add(
            connections.use(
                estate,
                move.target(),
                order,
                "creation of " + move.database(),
                "",
                server -> create(server, move, estate.xphone().serviceAccount())));
        context.progress(move.database(), 100);
      }
      return new Report.DatabasesCreated(order, databases);
    } catch (WorkProblem problem) {
      return new Report.DatabaseCreationFailed(order, problem.diagnosis());
    }
  }

  private static CreatedDatabase create(SqlServer server, DatabaseMove move, String account)
      throws WorkProblem {
    String database = move.database();
    check(server, move.target(), server.database(database).isEmpty());
    boolean created = server.createDatabase(database);
    server.grantDatabaseOwner(database, account);
    if (!server.isDatabaseOwner(database, account)) {
      throw new WorkProblem(
          new Diagnosis(
              "The service account %s is not in db_owner of %s on %s, although it was added."
                  .formatted(account, database, move.target()),
              List.of("R25"),
              "Let the SQL Server's administrator add it by hand, then retry the step.",
              account));
    }
    return new CreatedDatabase(database, move.target(), created);
  }

  private static void check(SqlServer server, String name, boolean databaseIsMissing)
      throws WorkProblem {
    SqlServerFacts facts = server.facts();
    if (!facts.isSupported()) {
      throw new WorkProblem(
          new Diagnosis(
              "%s is SQL Server %s; the oldest version for a relocation is 2014 (12.x)."
                  .formatted(name, facts.version()),
              List.of("R17"),
              "Choose a newer SQL Server, then retry the step.",
              facts.version() + ", " + facts.edition()));
    }
    if (!facts.sysadmin()) {
      throw new WorkProblem(
          new Diagnosis(
              "The login that Umzug uses on %s is not sysadmin; the restore will need it."
                  .formatted(name),
              List.of("R33"),
              "Let the SQL Server's administrator add the login to sysadmin, then retry the step.",
              "IS_SRVROLEMEMBER('sysadmin') = 0"));
    }
    if (databaseIsMissing && !server.mayCreateDatabases()) {
      throw new WorkProblem(
          new Diagnosis(
              "The login that Umzug uses on %s may not create databases.".formatted(name),
              List.of("R24"),
              "Let the SQL Server's administrator create the databases or grant CREATE ANY"
                  + " DATABASE, then retry the step.",
              "HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE') = 0"));
    }
  }
}
