package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.TableDraft.Column;
import io.umzug.rehearsal.sql.TableDraft.Constraint;
import io.umzug.rehearsal.sql.TableDraft.Element;
import io.umzug.rehearsal.sql.TableDraft.Key;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** CREATE and DROP TABLE; what ALTER TABLE adds is added here too. */
final class TableCommands {

  private final DefinitionScope scope;
  private final Catalog catalog;
  private final TableStorage storage;

  TableCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
    this.storage = new TableStorage(scope);
  }

  /** What follows CREATE TABLE. */
  void create(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    in.expectSymbol("(");
    List<Element> elements = new TableParser(in, catalog).elements();
    IndexDefinition.IndexOptions options = IndexOptionsParser.read(in);
    in.end();
    Catalog.Schema schema = scope.schema(name);
    scope.refuseTaken(schema, name.name());
    CatalogObject object =
        new CatalogObject(
            catalog.nextId(),
            schema.id(),
            name.name(),
            "U",
            0,
            0,
            scope.now(),
            scope.now(),
            TableDefinition.of(List.of()).withCompression(options.compression()),
            null,
            null,
            null);
    CatalogObject built = built(object, elements);
    catalog.put(built);
    scope.record("table-created", name.written());
  }

  /** Makes the table in H2 and answers with its definition. */
  private CatalogObject built(CatalogObject empty, List<Element> elements)
      throws SqlRefusal, SQLException {
    TableBuilder builder = builder(empty);
    List<Constraint> constraints = new ArrayList<>();
    columns(builder, elements, constraints);
    CatalogObject columns = empty.with(builder.table(), scope.now());
    storage.create(columns);
    try {
      CatalogObject object = columns;
      for (Constraint constraint : constraints) {
        object = add(object, constraint, true);
      }
      for (Element element : elements) {
        if (element instanceof TableDraft.Index index) {
          object = add(object, index);
        }
      }
      return object;
    } catch (SQLException | SqlRefusal e) {
      scope.execute("DROP TABLE IF EXISTS " + scope.quoted(columns));
      throw e;
    }
  }

  /** A table type's definition, which holds no rows. */
  CatalogObject unstored(int id, String name, List<Element> elements) throws SqlRefusal {
    CatalogObject empty =
        new CatalogObject(
            id,
            Catalog.SYS,
            name,
            "TT",
            0,
            0,
            scope.now(),
            scope.now(),
            TableDefinition.of(List.of()),
            null,
            null,
            null);
    TableBuilder builder = builder(empty);
    List<Constraint> constraints = new ArrayList<>();
    columns(builder, elements, constraints);
    for (Constraint constraint : constraints) {
      switch (constraint) {
        case Key key -> builder.add(key);
        case TableDraft.Check check -> builder.add(check, false);
        case TableDraft.Default known -> builder.add(known);
        case TableDraft.ForeignKey key -> builder.add(key, false);
      }
    }
    for (Element element : elements) {
      if (element instanceof TableDraft.Index index) {
        builder.add(index);
      }
    }
    return empty.with(builder.table(), scope.now());
  }

  private TableBuilder builder(CatalogObject object) {
    return new TableBuilder(catalog, object.id(), object.schema(), object.name(), object.asTable());
  }

  /** Adds the columns with their defaults; the other constraints are left for later. */
  private void columns(TableBuilder builder, List<Element> elements, List<Constraint> constraints)
      throws SqlRefusal {
    List<String> inKey = inPrimaryKey(elements);
    for (Element element : elements) {
      if (element instanceof Column column && column.computed() == null) {
        builder.add(column, inKey.stream().anyMatch(column.name()::equalsIgnoreCase), null, false);
      } else if (element instanceof Column column) {
        addComputed(builder, column);
      }
    }
    for (Element element : elements) {
      switch (element) {
        case Column column -> {
          for (Constraint constraint : column.constraints()) {
            sort(builder, constraint, constraints);
          }
        }
        case Constraint constraint -> sort(builder, constraint, constraints);
        case TableDraft.Index _ -> {}
      }
    }
    // A foreign key may point at a key of the same table, wherever that stands.
    constraints.sort(
        (a, b) ->
            Boolean.compare(
                a instanceof TableDraft.ForeignKey, b instanceof TableDraft.ForeignKey));
  }

  private static void sort(
      TableBuilder builder, Constraint constraint, List<Constraint> constraints) throws SqlRefusal {
    if (constraint instanceof TableDraft.Default known) {
      builder.add(known);
    } else {
      constraints.add(constraint);
    }
  }

  private ColumnDefinition addComputed(TableBuilder builder, Column column) throws SqlRefusal {
    Expression expression = column.computed();
    if (expression == null) {
      throw new IllegalStateException(column.name() + " is not computed");
    }
    String definition = ExpressionWriter.definition(expression);
    ColumnType type;
    boolean calculated = true;
    try {
      type = TableStorage.typeOf(scope, builder.table(), definition);
    } catch (SqlRefusal e) {
      if (e.number() == 207 || e.number() == 208) {
        throw e;
      }
      // The catalog keeps it all the same; its value is NULL here.
      type = ColumnType.of(SystemType.INT);
      calculated = false;
    }
    return builder.add(column, false, type, calculated);
  }

  private static List<String> inPrimaryKey(List<Element> elements) {
    List<String> names = new ArrayList<>();
    for (Element element : elements) {
      if (element instanceof Key key && key.primary()) {
        key.columns().forEach(column -> names.add(column.name()));
      } else if (element instanceof Column column) {
        for (Constraint constraint : column.constraints()) {
          if (constraint instanceof Key key && key.primary()) {
            names.add(column.name());
          }
        }
      }
    }
    return names;
  }

  /**
   * Adds a constraint in H2 and answers with the definition that has it.
   *
   * @param verified whether the rows that are there are looked at
   */
  CatalogObject add(CatalogObject object, Constraint constraint, boolean verified)
      throws SqlRefusal, SQLException {
    TableBuilder builder = builder(object);
    switch (constraint) {
      case Key key -> {
        IndexDefinition added = builder.add(key);
        storage.addKey(object.with(builder.table(), scope.now()), added);
      }
      case TableDraft.Check check ->
          storage.addCheck(
              object.with(builder.table(), scope.now()), builder.add(check, !verified), verified);
      case TableDraft.Default known ->
          storage.setDefault(object.with(builder.table(), scope.now()), addDefault(builder, known));
      case TableDraft.ForeignKey key -> {
        TableDefinition.ForeignKeyDefinition added = builder.add(key, !verified);
        storage.addForeignKey(object.with(builder.table(), scope.now()), added, verified);
      }
    }
    return object.with(builder.table(), scope.now());
  }

  private static TableDefinition.DefaultDefinition addDefault(
      TableBuilder builder, TableDraft.Default known) throws SqlRefusal {
    return builder.add(known);
  }

  CatalogObject add(CatalogObject object, TableDraft.Index index) throws SqlRefusal, SQLException {
    TableBuilder builder = builder(object);
    IndexDefinition added = builder.add(index);
    CatalogObject changed = object.with(builder.table(), scope.now());
    storage.addIndex(changed, added);
    return changed;
  }

  /** ALTER TABLE … ADD column. */
  CatalogObject add(CatalogObject object, Column column) throws SqlRefusal, SQLException {
    TableBuilder builder = builder(object);
    ColumnDefinition added =
        column.computed() == null
            ? builder.add(column, false, null, false)
            : addComputed(builder, column);
    List<Constraint> others = new ArrayList<>();
    boolean withValue = added.identity() != null || added.computed() != null;
    for (Constraint constraint : column.constraints()) {
      withValue |= constraint instanceof TableDraft.Default;
      sort(builder, constraint, others);
    }
    CatalogObject changed = object.with(builder.table(), scope.now());
    if (!added.nullable() && !withValue && hasRows(object)) {
      throw SqlRefusal.of(
          4901,
          16,
          1,
          "ALTER TABLE only allows columns to be added that can contain nulls, or have a DEFAULT"
              + " definition specified. Column '%s' cannot be added to non-empty table '%s' because"
              + " it does not satisfy these conditions.",
          added.name(),
          object.name());
    }
    storage.addColumn(changed, added);
    for (Constraint constraint : others) {
      changed = add(changed, constraint, true);
    }
    return changed;
  }

  private boolean hasRows(CatalogObject object) throws SQLException {
    return Tables.rows(scope.h2(), catalog.schemaName(object.schema()), object.name()) > 0;
  }

  /** What follows DROP TABLE. */
  void drop(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    List<ObjectName> names = new ArrayList<>();
    do {
      names.add(ObjectName.read(in));
    } while (in.acceptSymbol(","));
    in.end();
    for (ObjectName name : names) {
      drop(name, lenient);
    }
  }

  private void drop(ObjectName name, boolean lenient) throws SqlRefusal, SQLException {
    CatalogObject found = catalog.object(name.schemaOr("dbo"), name.name());
    if (found == null || !found.userTable()) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot drop the table '%s', because it does not exist or you do not have permission.",
          name.written());
    }
    TemporalCommands.refuseDropping(catalog, found);
    boolean referenced =
        catalog.tables().stream()
            .filter(other -> other.id() != found.id())
            .flatMap(other -> other.asTable().foreignKeys().stream())
            .anyMatch(key -> key.referenced() == found.id());
    if (referenced) {
      throw SqlRefusal.of(
          3726,
          16,
          1,
          "Could not drop object '%s' because it is referenced by a FOREIGN KEY constraint.",
          name.written());
    }
    new QueryViews(scope).without(() -> scope.execute("DROP TABLE " + scope.quoted(found)));
    catalog.removeObject(found.id());
    scope.record("table-dropped", name.written());
  }
}
