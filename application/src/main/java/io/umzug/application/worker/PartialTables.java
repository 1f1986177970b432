package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseRows;
import io.umzug.domain.migration.MigrationEvent.ServiceStartRequested;
import java.util.ArrayList;
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
      tablesOf(estate, request, move).forEach(table -> tables.add(key(move, table)));
    }
    return tables;
  }

  /**
   * R33: how many rows of each database the start itself brought: those of the tables that were not
   * there before it. Where nobody knows what was there before, none counts as brought.
   */
  List<DatabaseRows> broughtBy(StartNotes start, Estate estate, ServiceStartRequested request)
      throws WorkProblem {
    List<DatabaseRows> rows = new ArrayList<>();
    for (DatabaseMove move : request.databases()) {
      long brought =
          start.knowsTables()
              ? tablesOf(estate, request, move).stream()
                  .filter(table -> !start.tables().contains(key(move, table)))
                  .mapToLong(SqlServer.Table::rows)
                  .sum()
              : 0;
      rows.add(new DatabaseRows(move.database(), brought));
    }
    return rows;
  }

  /**
   * Drops the tables of every database that had none at all before the first start, and in which
   * none holds a row now. Such a database counts as made by this move, for the request does not say
   * which ones row 2a created, and its tables as made by the starts. One that held a table before
   * belongs to somebody; one with rows was initialised wholly, or is in use.
   *
   * @param before the tables before the first start
   * @return whether any table was dropped
   * @throws WorkProblem where nothing could be dropped because of rows or earlier tables
   */
  boolean drop(Estate estate, ServiceStartRequested request, Set<String> before)
      throws WorkProblem {
    boolean dropped = false;
    List<String> kept = new ArrayList<>();
    for (DatabaseMove move : request.databases()) {
      List<SqlServer.Table> created =
          tablesOf(estate, request, move).stream()
              .filter(table -> !before.contains(key(move, table)))
              .toList();
      List<String> withRows =
          created.stream()
              .filter(table -> table.rows() > 0)
              .map(table -> "%s: %d rows".formatted(key(move, table), table.rows()))
              .toList();
      if (hadTables(move, before)) {
        created.forEach(table -> kept.add(key(move, table) + ": its database had tables before"));
      } else if (!withRows.isEmpty()) {
        kept.addAll(withRows);
      } else if (!created.isEmpty()) {
        drop(estate, request, move, created);
        dropped = true;
      }
    }
    if (!dropped && !kept.isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              "The XPhone service does not start, and every database with tables that it created"
                  + " holds rows or had tables before, so Umzug drops none of them.",
              List.of("R31"),
              "Decide which tables may go; drop the partially created ones by hand, then retry the"
                  + " step.",
              String.join("\n", kept)));
    }
    return dropped;
  }

  private void drop(
      Estate estate, ServiceStartRequested request, DatabaseMove move, List<SqlServer.Table> tables)
      throws WorkProblem {
    Set<String> names =
        tables.stream().map(SqlServer.Table::qualifiedName).collect(Collectors.toSet());
    onServerOf(
        estate,
        request,
        move,
        server -> {
          server.dropTables(move.database(), names);
          return names;
        });
  }

  private static boolean hadTables(DatabaseMove move, Set<String> before) {
    return before.stream().anyMatch(table -> table.startsWith(move.database() + "/"));
  }

  private static String key(DatabaseMove move, SqlServer.Table table) {
    return move.database() + "/" + table.qualifiedName();
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
}
