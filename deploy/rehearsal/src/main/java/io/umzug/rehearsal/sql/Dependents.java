package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;

/** What of a table still needs a column or a key that is to go. */
final class Dependents {

  private final TableDefinition table;

  Dependents(TableDefinition table) {
    this.table = table;
  }

  void refuseIfNeeded(ColumnDefinition column) throws SqlRefusal {
    List<String> names = new ArrayList<>();
    String written = "[" + column.name().replace("]", "]]") + "]";
    table.defaults().stream()
        .filter(known -> known.column() == column.id())
        .forEach(known -> names.add(known.name()));
    table.indexes().stream()
        .filter(index -> index.columns().stream().anyMatch(c -> c.column() == column.id()))
        .forEach(index -> names.add(index.name()));
    table.foreignKeys().stream()
        .filter(key -> key.columns().contains(column.id()))
        .forEach(key -> names.add(key.name()));
    table.checks().stream()
        .filter(check -> check.definition().contains(written))
        .forEach(check -> names.add(check.name()));
    table.columns().stream()
        .filter(c -> c.computed() != null && c.computed().definition().contains(written))
        .forEach(c -> names.add(c.name()));
    if (!names.isEmpty()) {
      throw SqlRefusal.of(
              5074,
              16,
              1,
              "The object '%s' is dependent on column '%s'.",
              names.getFirst(),
              column.name())
          .then(
              SqlRefusal.of(
                  4922,
                  16,
                  9,
                  "ALTER TABLE DROP COLUMN %s failed because one or more objects access this"
                      + " column.",
                  column.name()));
    }
  }

  void refuseIfReferenced(Catalog catalog, CatalogObject owner, IndexDefinition key)
      throws SqlRefusal {
    for (CatalogObject other : catalog.tables()) {
      for (TableDefinition.ForeignKeyDefinition foreign : other.asTable().foreignKeys()) {
        if (foreign.referenced() == owner.id()
            && foreign.referencedColumns().size() == key.keys().size()
            && key.keys().containsAll(foreign.referencedColumns())) {
          throw SqlRefusal.of(
                  3725,
                  16,
                  0,
                  "The constraint '%s' is being referenced by table '%s', foreign key constraint"
                      + " '%s'.",
                  key.name(),
                  other.name(),
                  foreign.name())
              .then(SqlRefusal.of(3727, 16, 0, "Could not drop constraint. See previous errors."));
        }
      }
    }
  }
}
