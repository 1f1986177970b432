package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.TableDefinition.StatisticsDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Indexes and statistics outside of their table's definition. */
final class IndexCommands {

  private final DefinitionScope scope;
  private final TableStorage storage;

  IndexCommands(DefinitionScope scope) {
    this.scope = scope;
    this.storage = new TableStorage(scope);
  }

  /** What follows CREATE. */
  void create(TokenCursor in) throws SqlRefusal, SQLException {
    boolean unique = in.accept("UNIQUE");
    TableParser parser = new TableParser(in, scope.catalog());
    String kind = parser.indexKind();
    in.expect("INDEX");
    String name = in.name();
    in.expect("ON");
    ObjectName target = ObjectName.read(in);
    List<TableDraft.KeyColumn> columns =
        kind.equals("CLUSTERED COLUMNSTORE") && !in.peek().symbol("(")
            ? List.of()
            : parser.keyColumns();
    TableDraft.Index draft = parser.indexRest(name, unique, kind, columns);
    in.end();
    CatalogObject found = scope.catalog().object(target.schemaOr("dbo"), target.name());
    if (found != null && found.kind().equals("V")) {
      createOnView(found, draft);
      return;
    }
    if (found == null || !found.userTable()) {
      throw SqlRefusal.of(
          1088,
          16,
          12,
          "Cannot find the object \"%s\" because it does not exist or you do not have permissions.",
          target.written());
    }
    scope.catalog().put(new TableCommands(scope).add(found, draft));
  }

  /** Kept and not enforced: H2 has no index over a view. */
  private void createOnView(CatalogObject view, TableDraft.Index draft)
      throws SqlRefusal, SQLException {
    ModuleDefinition module = Objects.requireNonNull(view.module());
    if (!module.schemaBound()) {
      throw SqlRefusal.of(
          1939,
          16,
          1,
          "Cannot create index on view '%s' because the view is not schema bound.",
          view.name());
    }
    if (module.refused() != null) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "The columns of the view '%s' are not known to this stand-in, which cannot run its"
              + " SELECT: %s",
          view.name(),
          module.refused());
    }
    TableDefinition columns =
        view.table() == null ? TableDefinition.of(module.columns()) : view.asTable();
    boolean first = columns.indexes().isEmpty();
    if (first && !(draft.unique() && draft.kind().equals("CLUSTERED"))) {
      throw SqlRefusal.of(
          1940,
          16,
          1,
          "Cannot create index on view '%s'. It does not have a unique clustered index.",
          view.name());
    }
    TableBuilder builder =
        new TableBuilder(scope.catalog(), view.id(), view.schema(), view.name(), columns);
    builder.add(draft);
    scope.catalog().put(view.with(builder.table(), scope.now()));
  }

  /** A table, or a view that has an index. */
  private CatalogObject indexed(ObjectName name) throws SqlRefusal {
    CatalogObject found = scope.catalog().object(name.schemaOr("dbo"), name.name());
    return found != null && found.kind().equals("V") && found.table() != null
        ? found
        : scope.table(name);
  }

  /** What follows CREATE STATISTICS. */
  void createStatistics(TokenCursor in) throws SqlRefusal, SQLException {
    String name = in.name();
    in.expect("ON");
    CatalogObject table = scope.table(ObjectName.read(in));
    TableDefinition definition = table.asTable();
    List<Integer> columns = new ArrayList<>();
    for (String column : new TableParser(in, scope.catalog()).names()) {
      ColumnDefinition known = definition.column(column);
      if (known == null) {
        throw SqlRefusal.of(
            1911, 16, 1, "Column name '%s' does not exist in the target table or view.", column);
      }
      columns.add(known.id());
    }
    String filter =
        in.accept("WHERE")
            ? ExpressionWriter.definition(new ExpressionParser(in, scope.catalog()).condition())
            : null;
    boolean noRecompute = false;
    if (in.accept("WITH")) {
      do {
        Token option = in.next();
        noRecompute |= option.is("NORECOMPUTE");
        if (option.is("SAMPLE")) {
          in.number();
          in.next();
        }
      } while (in.acceptSymbol(","));
    }
    in.end();
    int id =
        Math.max(
                definition.indexes().stream().mapToInt(IndexDefinition::id).max().orElse(1),
                definition.statistics().stream().mapToInt(StatisticsDefinition::id).max().orElse(1))
            + 1;
    StatisticsDefinition added = new StatisticsDefinition(id, name, columns, filter, noRecompute);
    scope
        .catalog()
        .put(
            table.with(
                definition.withStatistics(TableDefinition.plus(definition.statistics(), added)),
                scope.now()));
  }

  /** What follows ALTER INDEX. */
  void alter(TokenCursor in) throws SqlRefusal, SQLException {
    boolean all = in.peek().is("ALL");
    String name = in.name();
    in.expect("ON");
    CatalogObject table = indexed(ObjectName.read(in));
    List<IndexDefinition> wanted = all ? table.asTable().indexes() : List.of(index(table, name));
    if (in.accept("DISABLE")) {
      for (IndexDefinition index : wanted) {
        replace(table.id(), index, index.with(index.options(), true));
      }
    } else if (in.accept("REBUILD")) {
      if (in.accept("PARTITION")) {
        in.expectSymbol("=");
        in.next();
      }
      in.accept("WITH");
      TokenCursor options = in;
      IndexDefinition.IndexOptions written = null;
      for (IndexDefinition index : wanted) {
        IndexOptionsParser parser = new IndexOptionsParser(options, index.options());
        if (written == null && options.peek().symbol("(")) {
          written = parser.parenthesised();
        }
        replace(table.id(), index, index.with(written == null ? index.options() : written, false));
      }
    } else if (in.accept("SET")) {
      IndexDefinition index = wanted.getFirst();
      IndexDefinition.IndexOptions options =
          new IndexOptionsParser(in, index.options()).parenthesised();
      replace(table.id(), index, index.with(options, index.disabled()));
    } else {
      in.expect("REORGANIZE");
      in.rest();
    }
    in.end();
  }

  private static IndexDefinition index(CatalogObject table, String name) throws SqlRefusal {
    IndexDefinition index = table.asTable().index(name);
    if (index == null) {
      throw SqlRefusal.of(2727, 11, 2, "Cannot find index '%s'.", name);
    }
    return index;
  }

  private void replace(int tableId, IndexDefinition before, IndexDefinition after)
      throws SQLException {
    CatalogObject table = Objects.requireNonNull(scope.catalog().object(tableId));
    if (before.constraint() == 0 && table.userTable()) {
      storage.dropIndex(table, before);
      storage.addIndex(table, after);
    }
    TableDefinition definition = table.asTable();
    scope
        .catalog()
        .put(
            table.with(
                definition.withIndexes(
                    TableDefinition.changed(
                        definition.indexes(), i -> i.id() == before.id(), _ -> after)),
                scope.now()));
  }

  /** What follows DROP INDEX: name ON table, or table.name as of old. */
  void drop(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    do {
      ObjectName first = ObjectName.read(in);
      if (in.accept("ON")) {
        drop(first.name(), ObjectName.read(in), lenient);
        IndexOptionsParser.read(in);
      } else {
        drop(first.name(), new ObjectName("", first.database(), first.schema()), lenient);
      }
    } while (in.acceptSymbol(","));
    in.end();
  }

  private void drop(String name, ObjectName tableName, boolean lenient)
      throws SqlRefusal, SQLException {
    CatalogObject table = scope.catalog().object(tableName.schemaOr("dbo"), tableName.name());
    IndexDefinition index =
        table == null || !table.userTable() ? null : table.asTable().index(name);
    if (table == null || index == null) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          3701,
          11,
          7,
          "Cannot drop the index '%s.%s', because it does not exist or you do not have permission.",
          tableName.written(),
          name);
    }
    if (index.constraint() != 0) {
      throw SqlRefusal.of(
          3723,
          16,
          4,
          "An explicit DROP INDEX is not allowed on index '%s.%s'. It is being used for %s"
              + " constraint enforcement.",
          tableName.written(),
          name,
          index.primary() ? "PRIMARY KEY" : "UNIQUE KEY");
    }
    storage.dropIndex(table, index);
    TableDefinition definition = table.asTable();
    scope
        .catalog()
        .forget(p -> p.kind() == 7 && p.major() == table.id() && p.minor() == index.id());
    scope
        .catalog()
        .put(
            table.with(
                definition.withIndexes(
                    TableDefinition.without(definition.indexes(), i -> i.id() == index.id())),
                scope.now()));
  }

  /** What follows DROP STATISTICS: table.name. */
  void dropStatistics(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    in.end();
    CatalogObject table = scope.table(new ObjectName("", name.database(), name.schema()));
    TableDefinition definition = table.asTable();
    scope
        .catalog()
        .put(
            table.with(
                definition.withStatistics(
                    TableDefinition.without(
                        definition.statistics(), s -> s.name().equalsIgnoreCase(name.name()))),
                scope.now()));
  }
}
