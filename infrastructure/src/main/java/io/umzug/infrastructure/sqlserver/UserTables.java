package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;

import io.umzug.application.sqlserver.SqlServer.Table;
import io.umzug.domain.schema.ObjectName;
import java.util.List;
import java.util.Set;

/** The tables of a database that are not SQL Server's own. */
final class UserTables {

  /** A foreign key between two tables, by their qualified names. */
  private record ForeignKey(String constraint, Table table, String referenced) {}

  private final SqlServerSession session;

  UserTables(SqlServerSession session) {
    this.session = session;
  }

  List<Table> in(String database) {
    return session.in(database, this::list);
  }

  List<Table> counted(String database) {
    return session.in(database, () -> list().stream().map(this::count).toList());
  }

  /** Names that are not there are passed over: a second run changes nothing. */
  void drop(String database, Set<String> qualifiedNames) {
    List<Table> left =
        session.in(
            database,
            () -> {
              List<Table> doomed = chosen(qualifiedNames);
              foreignKeys().stream()
                  .filter(key -> qualifiedNames.contains(key.table().qualifiedName()))
                  .filter(key -> qualifiedNames.contains(key.referenced()))
                  .forEach(this::drop);
              doomed.forEach(table -> session.run("DROP TABLE " + quoted(table)));
              return chosen(qualifiedNames);
            });
    if (!left.isEmpty()) {
      throw session.lookSaysOtherwise(
          "DROP TABLE", "'%s' is still there.".formatted(left.getFirst().qualifiedName()));
    }
  }

  private List<Table> chosen(Set<String> qualifiedNames) {
    return list().stream().filter(table -> qualifiedNames.contains(table.qualifiedName())).toList();
  }

  private List<Table> list() {
    return session.query(
        row -> new Table(row.getString(1), row.getString(2), row.getLong(3)),
        "SELECT s.name, t.name, SUM(p.rows) FROM sys.tables t"
            + " JOIN sys.schemas s ON s.schema_id = t.schema_id"
            + " JOIN sys.partitions p ON p.object_id = t.object_id"
            + " WHERE p.index_id IN (0, 1) AND t.is_ms_shipped = 0"
            + " GROUP BY s.name, t.name ORDER BY s.name, t.name");
  }

  private Table count(Table table) {
    long rows =
        session
            .query(row -> row.getLong(1), "SELECT COUNT_BIG(*) FROM " + quoted(table))
            .getFirst();
    return new Table(table.schema(), table.name(), rows);
  }

  private List<ForeignKey> foreignKeys() {
    return session.query(
        row ->
            new ForeignKey(
                row.getString(1),
                new Table(row.getString(2), row.getString(3), 0),
                new ObjectName(row.getString(4), row.getString(5)).toString()),
        "SELECT fk.name, s.name, t.name, rs.name, r.name FROM sys.foreign_keys fk"
            + " JOIN sys.tables t ON t.object_id = fk.parent_object_id"
            + " JOIN sys.schemas s ON s.schema_id = t.schema_id"
            + " JOIN sys.tables r ON r.object_id = fk.referenced_object_id"
            + " JOIN sys.schemas rs ON rs.schema_id = r.schema_id");
  }

  private void drop(ForeignKey key) {
    session.run(
        "ALTER TABLE " + quoted(key.table()) + " DROP CONSTRAINT " + name(key.constraint()));
  }

  private static String quoted(Table table) {
    return name(table.schema()) + "." + name(table.name());
  }
}
