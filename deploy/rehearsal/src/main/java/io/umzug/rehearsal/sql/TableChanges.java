package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.TableDefinition.CheckDefinition;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.sql.TableDefinition.ForeignKeyDefinition;
import io.umzug.rehearsal.sql.TableDraft.Column;
import io.umzug.rehearsal.sql.TableDraft.Constraint;
import io.umzug.rehearsal.sql.TableDraft.Element;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** ALTER TABLE. */
final class TableChanges {

  private final DefinitionScope scope;
  private final TableStorage storage;

  TableChanges(DefinitionScope scope) {
    this.scope = scope;
    this.storage = new TableStorage(scope);
  }

  /** What follows ALTER TABLE. */
  void run(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    CatalogObject table = scope.table(name);
    boolean unverified = in.accept("WITH", "NOCHECK");
    boolean verified = !unverified && in.accept("WITH", "CHECK");
    if (in.accept("ADD", "PERIOD", "FOR", "SYSTEM_TIME")) {
      new TemporalCommands(scope).addPeriod(table, in);
    } else if (in.accept("DROP", "PERIOD", "FOR", "SYSTEM_TIME")) {
      keep(table.with(table.asTable().withTemporal(null), scope.now()));
    } else if (in.accept("ADD")) {
      new QueryViews(scope).without(() -> add(table, in, !unverified));
    } else if (in.accept("ALTER", "COLUMN")) {
      new QueryViews(scope).without(() -> alterColumn(table, in));
    } else if (in.accept("DROP")) {
      new QueryViews(scope).without(() -> drop(table, in));
    } else if (in.accept("CHECK", "CONSTRAINT")) {
      enable(table, in, true, verified);
    } else if (in.accept("NOCHECK", "CONSTRAINT")) {
      enable(table, in, false, false);
    } else if (in.peek().is("ENABLE") || in.peek().is("DISABLE")) {
      boolean disabled = in.next().is("DISABLE");
      in.expect("TRIGGER");
      new TriggerCommands(scope).switched(table, in, disabled);
    } else if (in.accept("REBUILD")) {
      rebuild(table, in);
    } else if (in.accept("SET")) {
      set(table, in);
    } else {
      throw SqlRefusal.syntax(in.peek());
    }
    in.end();
    scope.record("table-altered", name.written());
  }

  private void keep(CatalogObject changed) throws SQLException {
    scope.catalog().put(changed);
  }

  private CatalogObject current(CatalogObject table) {
    return Objects.requireNonNull(scope.catalog().object(table.id()));
  }

  private void add(CatalogObject table, TokenCursor in, boolean verified)
      throws SqlRefusal, SQLException {
    TableParser parser = new TableParser(in, scope.catalog());
    TableCommands commands = new TableCommands(scope);
    do {
      in.accept("ADD");
      Element element = parser.element();
      CatalogObject before = current(table);
      keep(
          switch (element) {
            case Column column -> commands.add(before, column);
            case Constraint constraint -> commands.add(before, constraint, verified);
            case TableDraft.Index index -> commands.add(before, index);
          });
    } while (in.acceptSymbol(","));
  }

  private static ColumnDefinition column(CatalogObject table, String name) throws SqlRefusal {
    ColumnDefinition column = table.asTable().column(name);
    if (column == null) {
      throw SqlRefusal.of(
          4924,
          16,
          1,
          "ALTER TABLE ALTER COLUMN failed because column '%s' does not exist in table '%s'.",
          name,
          table.name());
    }
    return column;
  }

  private void alterColumn(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    ColumnDefinition before = column(table, in.name());
    if (in.peek().is("ADD") || in.peek().is("DROP")) {
      boolean on = in.next().is("ADD");
      if (in.accept("HIDDEN")) {
        new TemporalCommands(scope).hide(table, before, on);
        return;
      }
      replace(table, before, property(before, in, on));
      return;
    }
    ColumnType type = TypeParser.read(in, scope.catalog()).of(scope.catalog());
    if (in.accept("COLLATE")) {
      type = type.withCollation(in.name());
    }
    boolean nullable = true;
    boolean sparse = in.accept("SPARSE");
    if (in.accept("NOT", "NULL")) {
      nullable = false;
    } else {
      in.accept("NULL");
    }
    sparse |= in.accept("SPARSE");
    ColumnDefinition after = before.with(type, nullable, sparse);
    storage.alterColumn(table, after);
    replace(table, before, after);
  }

  private static ColumnDefinition property(ColumnDefinition before, TokenCursor in, boolean on)
      throws SqlRefusal {
    if (in.accept("ROWGUIDCOL")) {
      return before.withRowGuid(on);
    }
    if (in.accept("SPARSE")) {
      return before.with(before.type(), before.nullable(), on);
    }
    if (in.accept("PERSISTED") && before.computed() != null) {
      return before.with(
          new ColumnDefinition.Computed(
              before.computed().definition(), on, before.computed().calculated()));
    }
    throw SqlRefusal.syntax(in.peek());
  }

  private void replace(CatalogObject table, ColumnDefinition before, ColumnDefinition after)
      throws SQLException {
    TableDefinition definition = table.asTable();
    keep(
        table.with(
            definition.withColumns(
                TableDefinition.changed(
                    definition.columns(), c -> c.id() == before.id(), _ -> after)),
            scope.now()));
  }

  private void drop(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    boolean columns = false;
    do {
      if (in.accept("COLUMN")) {
        columns = true;
      } else if (in.accept("CONSTRAINT")) {
        columns = false;
      }
      boolean lenient = in.accept("IF", "EXISTS");
      String name = in.name();
      if (in.peek().is("WITH")) {
        IndexOptionsParser.read(in);
      }
      if (columns) {
        dropColumn(current(table), name, lenient);
      } else {
        dropConstraint(current(table), name, lenient);
      }
    } while (in.acceptSymbol(","));
  }

  private void dropColumn(CatalogObject table, String name, boolean lenient)
      throws SqlRefusal, SQLException {
    ColumnDefinition column = table.asTable().column(name);
    if (column == null) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          4924,
          16,
          1,
          "ALTER TABLE DROP COLUMN failed because column '%s' does not exist in table '%s'.",
          name,
          table.name());
    }
    new Dependents(table.asTable()).refuseIfNeeded(column);
    storage.dropColumn(table, column);
    TableDefinition definition = table.asTable();
    scope
        .catalog()
        .forget(
            known ->
                known.kind() == 1 && known.major() == table.id() && known.minor() == column.id());
    keep(
        table.with(
            definition.withColumns(
                TableDefinition.without(definition.columns(), c -> c.id() == column.id())),
            scope.now()));
  }

  private void dropConstraint(CatalogObject table, String name, boolean lenient)
      throws SqlRefusal, SQLException {
    TableDefinition definition = table.asTable();
    DefaultDefinition known =
        TableDefinition.first(definition.defaults(), d -> d.name().equalsIgnoreCase(name));
    IndexDefinition key =
        TableDefinition.first(
            definition.indexes(), i -> i.constraint() != 0 && i.name().equalsIgnoreCase(name));
    CheckDefinition check =
        TableDefinition.first(definition.checks(), c -> c.name().equalsIgnoreCase(name));
    ForeignKeyDefinition foreign =
        TableDefinition.first(definition.foreignKeys(), f -> f.name().equalsIgnoreCase(name));
    TableDefinition without =
        definition
            .withDefaults(TableDefinition.without(definition.defaults(), d -> d.equals(known)))
            .withIndexes(TableDefinition.without(definition.indexes(), i -> i.equals(key)))
            .withChecks(TableDefinition.without(definition.checks(), c -> c.equals(check)))
            .withForeignKeys(
                TableDefinition.without(definition.foreignKeys(), f -> f.equals(foreign)));
    if (without.equals(definition)) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(3728, 16, 1, "'%s' is not a constraint.", name)
          .then(SqlRefusal.of(3727, 16, 0, "Could not drop constraint. See previous errors."));
    }
    if (key != null) {
      new Dependents(definition).refuseIfReferenced(scope.catalog(), table, key);
    }
    if (known != null) {
      storage.dropDefault(table, known.column());
      scope.catalog().forget(1, known.id());
    } else {
      storage.dropConstraint(table, name);
      scope
          .catalog()
          .forget(
              1,
              key != null
                  ? key.constraint()
                  : check != null ? check.id() : foreign != null ? foreign.id() : 0);
    }
    keep(table.with(without, scope.now()));
  }

  private void enable(CatalogObject table, TokenCursor in, boolean on, boolean verified)
      throws SqlRefusal, SQLException {
    if (in.accept("ALL")) {
      for (CheckDefinition check : table.asTable().checks()) {
        enable(current(table), check.name(), on, verified);
      }
      for (ForeignKeyDefinition key : table.asTable().foreignKeys()) {
        enable(current(table), key.name(), on, verified);
      }
      return;
    }
    do {
      enable(current(table), in.name(), on, verified);
    } while (in.acceptSymbol(","));
  }

  private void enable(CatalogObject table, String name, boolean on, boolean verified)
      throws SqlRefusal, SQLException {
    TableDefinition definition = table.asTable();
    CheckDefinition check =
        TableDefinition.first(definition.checks(), c -> c.name().equalsIgnoreCase(name));
    ForeignKeyDefinition key =
        TableDefinition.first(definition.foreignKeys(), f -> f.name().equalsIgnoreCase(name));
    if (check == null && key == null) {
      throw SqlRefusal.of(4917, 16, 0, "Constraint '%s' does not exist.", name);
    }
    storage.dropConstraint(table, name);
    if (check != null) {
      CheckDefinition after =
          check.with(!on, trust(check.notTrusted(), on, verified, check.notForReplication()));
      storage.addCheck(table, after, verified);
      definition =
          definition.withChecks(
              TableDefinition.changed(definition.checks(), c -> c.id() == after.id(), _ -> after));
    } else if (key != null) {
      ForeignKeyDefinition after =
          key.with(!on, trust(key.notTrusted(), on, verified, key.notForReplication()));
      storage.addForeignKey(table, after, verified);
      definition =
          definition.withForeignKeys(
              TableDefinition.changed(
                  definition.foreignKeys(), f -> f.id() == after.id(), _ -> after));
    }
    keep(table.with(definition, scope.now()));
  }

  /** What is switched off is trusted no more, until it is switched on WITH CHECK. */
  private static boolean trust(
      boolean before, boolean on, boolean verified, boolean notForReplication) {
    return notForReplication || (on ? before && !verified : true);
  }

  private void rebuild(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    if (in.accept("PARTITION")) {
      in.expectSymbol("=");
      in.next();
    }
    IndexDefinition clustered =
        TableDefinition.first(table.asTable().indexes(), IndexDefinition::clustered);
    IndexDefinition.IndexOptions options = IndexOptionsParser.read(in);
    TableDefinition definition = table.asTable();
    keep(
        table.with(
            clustered == null
                ? definition.withCompression(options.compression())
                : definition.withIndexes(
                    TableDefinition.changed(
                        definition.indexes(),
                        IndexDefinition::clustered,
                        index -> index.with(options, index.disabled()))),
            scope.now()));
  }

  private void set(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    in.expectSymbol("(");
    if (in.accept("SYSTEM_VERSIONING")) {
      in.expectSymbol("=");
      new TemporalCommands(scope).version(table, in);
      in.expectSymbol(")");
    } else {
      lockEscalation(table, in);
    }
  }

  private void lockEscalation(CatalogObject table, TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("LOCK_ESCALATION");
    in.expectSymbol("=");
    String value = in.name().toUpperCase(Locale.ROOT);
    in.expectSymbol(")");
    if (!List.of("AUTO", "TABLE", "DISABLE").contains(value)) {
      throw SqlRefusal.syntax(in.peek(-2));
    }
    keep(table.with(table.asTable().withLockEscalation(value), scope.now()));
  }
}
