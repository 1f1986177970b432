package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** R31: finds the tables that an incomplete first start left, and drops them, all of them. */
final class PartialTables {

  private final Connections connections;
  private final AtlasFiles atlas;

  PartialTables(Connections connections, AtlasFiles atlas) {
    this.connections = connections;
    this.atlas = atlas;
  }

  /** Every table of the move's databases, as {@code database/schema.table}. */
  Set<String> present(Estate estate, ServiceStartRequested request) throws WorkProblem {
    Set<String> tables = new TreeSet<>();
    for (DatabaseMove move : request.databases()) {
      tablesOf(estate, request, move)
          .forEach(table -> tables.add(move.database() + "/" + table.qualifiedName()));
    }
    return tables;
  }

  /**
   * Drops the tables that were not there before, provided that none of them holds a row.
   *
   * @return whether there were any
   */
  boolean drop(Estate estate, ServiceStartRequested request, Set<String> before)
      throws WorkProblem {
    boolean dropped = false;
    for (DatabaseMove move : request.databases()) {
      List<SqlServer.Table> created =
          tablesOf(estate, request, move).stream()
              .filter(table -> !before.contains(move.database() + "/" + table.qualifiedName()))
              .toList();
      refuseWhereRowsAre(move, created);
      if (!created.isEmpty()) {
        Set<String> names =
            created.stream().map(SqlServer.Table::qualifiedName).collect(Collectors.toSet());
        onServerOf(
            estate,
            request,
            move,
            server -> {
              server.dropTables(move.database(), names);
              return names;
            });
        dropped = true;
      }
    }
    return dropped;
  }

  private List<SqlServer.Table> tablesOf(
      Estate estate, ServiceStartRequested request, DatabaseMove move) throws WorkProblem {
    return onServerOf(
        estate,
        request,
        move,
        server ->
            server.database(move.database()).isEmpty()
                ? List.of()
                : server.countRows(move.database()));
  }

  private <T> T onServerOf(
      Estate estate, ServiceStartRequested request, DatabaseMove move, Connections.Use<T> use)
      throws WorkProblem {
    String server =
        AtlasTargets.serverOf(move.database(), estate, AtlasTargets.entries(atlas, estate)).name();
    return connections.use(
        estate, server, request.order(), "looking at the tables of " + move.database(), "", use);
  }

  private static void refuseWhereRowsAre(DatabaseMove move, List<SqlServer.Table> created)
      throws WorkProblem {
    List<String> filled =
        created.stream()
            .filter(table -> table.rows() > 0)
            .map(table -> "%s: %d rows".formatted(table.qualifiedName(), table.rows()))
            .toList();
    if (!filled.isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              "The XPhone service does not start, and tables that it created in %s hold rows, so"
                      .formatted(move.database())
                  + " Umzug does not drop them.",
              List.of("R31"),
              "Decide whether these tables may go; drop the partially created ones by hand, then"
                  + " retry the step.",
              String.join("\n", filled)));
    }
  }
}
