package io.umzug.rehearsal.sql;

import org.jspecify.annotations.Nullable;

/**
 * A row of sys.objects that is no constraint, with what its kind adds.
 *
 * @param kind as in sys.objects.type: U, V, P, FN, IF, TF, TR, SN, SO, TT; or {@link
 *     DatabaseTriggers#KIND}
 * @param parent object_id of what a trigger hangs on; else 0
 * @param owner principal_id where it is not the schema's owner; else 0
 */
record CatalogObject(
    int id,
    int schema,
    String name,
    String kind,
    int parent,
    int owner,
    String created,
    String modified,
    @Nullable TableDefinition table,
    @Nullable ModuleDefinition module,
    @Nullable SequenceDefinition sequence,
    @Nullable String synonymFor) {

  CatalogObject with(TableDefinition other, String now) {
    return new CatalogObject(
        id, schema, name, kind, parent, owner, created, now, other, module, sequence, synonymFor);
  }

  CatalogObject with(ModuleDefinition other, String now) {
    return new CatalogObject(
        id, schema, name, kind, parent, owner, created, now, table, other, sequence, synonymFor);
  }

  CatalogObject with(SequenceDefinition other, String now) {
    return new CatalogObject(
        id, schema, name, kind, parent, owner, created, now, table, module, other, synonymFor);
  }

  CatalogObject inSchema(int other, String now) {
    return new CatalogObject(
        id, other, name, kind, parent, owner, created, now, table, module, sequence, synonymFor);
  }

  CatalogObject renamed(String other, String now) {
    return new CatalogObject(
        id, schema, other, kind, parent, owner, created, now, table, module, sequence, synonymFor);
  }

  /** Whether a statement can name it by its schema. */
  boolean named() {
    return !kind.equals("TT") && !kind.equals(DatabaseTriggers.KIND);
  }

  /** The table's definition of an object that is known to be one. */
  TableDefinition asTable() {
    if (table == null) {
      throw new IllegalStateException(name + " is no table");
    }
    return table;
  }

  /** Whether rows of it are kept by H2 under its own name. */
  boolean userTable() {
    return kind.equals("U");
  }
}
