package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ColumnDefinition.Computed;
import io.umzug.rehearsal.sql.IndexDefinition.IndexColumn;
import io.umzug.rehearsal.sql.TableDefinition.CheckDefinition;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.sql.TableDefinition.ForeignKeyDefinition;
import io.umzug.rehearsal.sql.TableDraft.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives what was read its numbers and names, and refuses what cannot be. */
final class TableBuilder {

  private final Catalog catalog;
  private final int tableId;
  private final int schema;
  private final String tableName;
  private TableDefinition table;

  TableBuilder(Catalog catalog, int tableId, int schema, String tableName, TableDefinition table) {
    this.catalog = catalog;
    this.tableId = tableId;
    this.schema = schema;
    this.tableName = tableName;
    this.table = table;
  }

  TableDefinition table() {
    return table;
  }

  /**
   * Adds a column without its constraints.
   *
   * @param inKey whether a primary key of the same statement holds it
   * @param computedType the type of a computed column
   */
  ColumnDefinition add(
      TableDraft.Column draft, boolean inKey, @Nullable ColumnType computedType, boolean calculated)
      throws SqlRefusal {
    if (table.column(draft.name()) != null) {
      throw SqlRefusal.of(
          2705,
          16,
          3,
          "Column names in each table must be unique. Column name '%s' in table '%s' is specified"
              + " more than once.",
          draft.name(),
          tableName);
    }
    if (inKey && Boolean.TRUE.equals(draft.nullable())) {
      throw nullableKey();
    }
    Expression computed = draft.computed();
    ColumnType type = computed == null ? draft.type() : computedType;
    if (type == null) {
      throw new IllegalStateException("Column " + draft.name() + " has no type");
    }
    ColumnDefinition column =
        new ColumnDefinition(
            table.lastColumn() + 1,
            draft.name(),
            type,
            mayBeNull(draft, type, inKey),
            draft.rowGuid(),
            draft.sparse(),
            draft.identity(),
            computed == null
                ? null
                : new Computed(
                    ExpressionWriter.definition(computed), draft.persisted(), calculated),
            draft.columnSet() ? Boolean.TRUE : null);
    table = table.withColumns(TableDefinition.plus(table.columns(), column));
    return column;
  }

  private boolean mayBeNull(TableDraft.Column draft, ColumnType type, boolean inKey) {
    if (draft.nullable() != null) {
      return draft.nullable();
    }
    if (inKey || draft.identity() != null || type.system() == SystemType.TIMESTAMP) {
      return false;
    }
    return catalog.types().stream()
        .filter(alias -> alias.id() == type.userType())
        .findFirst()
        .map(TypeDefinition::nullable)
        .orElse(type.system() != SystemType.SYSNAME);
  }

  private SqlRefusal nullableKey() {
    return SqlRefusal.of(
        8111,
        16,
        1,
        "Cannot define PRIMARY KEY constraint on nullable column in table '%s'.",
        tableName);
  }

  private ColumnDefinition column(String name, int error, String text) throws SqlRefusal {
    ColumnDefinition column = table.column(name);
    if (column == null) {
      throw SqlRefusal.of(error, 16, 1, text, name, tableName);
    }
    return column;
  }

  private ColumnDefinition keyColumn(String name) throws SqlRefusal {
    return column(
        name,
        1911,
        "Column name '%s' does not exist in the target table or view.".replace("%%", "%"));
  }

  private String free(@Nullable String wanted, String systemName) throws SqlRefusal {
    if (wanted == null) {
      return systemName;
    }
    boolean here =
        table.indexes().stream()
                .anyMatch(i -> i.constraint() != 0 && wanted.equalsIgnoreCase(i.name()))
            || table.defaults().stream().anyMatch(d -> wanted.equalsIgnoreCase(d.name()))
            || table.checks().stream().anyMatch(c -> wanted.equalsIgnoreCase(c.name()))
            || table.foreignKeys().stream().anyMatch(f -> wanted.equalsIgnoreCase(f.name()))
            || wanted.equalsIgnoreCase(tableName);
    if (here || catalog.taken(schema, wanted)) {
      throw SqlRefusal.of(
              2714, 16, 5, "There is already an object named '%s' in the database.", wanted)
          .then(
              SqlRefusal.of(
                  1750, 16, 1, "Could not create constraint or index. See previous errors."));
    }
    return wanted;
  }

  private static String start(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  private String systemName(String prefix, @Nullable String column, int id) {
    String hash = String.format(Locale.ROOT, "%08X", id);
    if (prefix.equals("PK") || prefix.equals("UQ")) {
      return prefix + "__" + start(tableName, 8) + "__3214EC07" + hash;
    }
    String table9 = start(tableName, 9);
    return column == null
        ? prefix + "__" + table9 + "__" + hash
        : prefix + "__" + table9 + "__" + start(column, 5) + "__" + hash;
  }

  DefaultDefinition add(TableDraft.Default draft) throws SqlRefusal {
    ColumnDefinition column =
        column(
            draft.column(),
            1752,
            "Column '%s' in table '%s' is invalid for creating a default constraint.");
    if (table.defaultOf(column.id()) != null) {
      throw SqlRefusal.of(1781, 16, 1, "Column already has a DEFAULT bound to it.");
    }
    int id = catalog.nextId();
    DefaultDefinition added =
        new DefaultDefinition(
            id,
            free(draft.name(), systemName("DF", column.name(), id)),
            column.id(),
            ExpressionWriter.definition(draft.value()),
            draft.name() == null);
    table = table.withDefaults(TableDefinition.plus(table.defaults(), added));
    return added;
  }

  CheckDefinition add(TableDraft.Check draft, boolean notTrusted) throws SqlRefusal {
    int id = catalog.nextId();
    ColumnDefinition with = draft.column() == null ? null : table.column(draft.column());
    CheckDefinition added =
        new CheckDefinition(
            id,
            free(draft.name(), systemName("CK", draft.column(), id)),
            with == null ? 0 : with.id(),
            ExpressionWriter.definition(draft.condition()),
            draft.name() == null,
            false,
            notTrusted || draft.notForReplication(),
            draft.notForReplication());
    table = table.withChecks(TableDefinition.plus(table.checks(), added));
    return added;
  }

  IndexDefinition add(TableDraft.Key draft) throws SqlRefusal {
    if (draft.primary() && table.indexes().stream().anyMatch(IndexDefinition::primary)) {
      throw SqlRefusal.of(
          1779, 16, 0, "Table '%s' already has a primary key defined on it.", tableName);
    }
    boolean clustered =
        draft.clustered() == null ? draft.primary() && !hasClustered() : draft.clustered();
    int id = catalog.nextId();
    String prefix = draft.primary() ? "PK" : "UQ";
    IndexDefinition added =
        new IndexDefinition(
            freeIndexId(clustered),
            free(draft.name(), systemName(prefix, null, id)),
            clustered ? "CLUSTERED" : "NONCLUSTERED",
            true,
            id,
            draft.primary(),
            draft.name() == null,
            keyColumns(draft.columns(), draft.primary()),
            null,
            draft.options(),
            false,
            null);
    table = table.withIndexes(TableDefinition.plus(table.indexes(), added));
    return added;
  }

  private List<IndexColumn> keyColumns(List<KeyColumn> drafts, boolean primary) throws SqlRefusal {
    List<IndexColumn> columns = new ArrayList<>();
    for (KeyColumn key : drafts) {
      ColumnDefinition column = keyColumn(key.name());
      if (primary && column.nullable() && column.computed() == null) {
        throw nullableKey();
      }
      columns.add(new IndexColumn(column.id(), key.descending(), false));
    }
    return columns;
  }

  private boolean hasClustered() {
    return table.indexes().stream().anyMatch(IndexDefinition::clustered);
  }

  private int freeIndexId(boolean clustered) throws SqlRefusal {
    if (!clustered) {
      int highest = table.indexes().stream().mapToInt(IndexDefinition::id).max().orElse(1);
      return Math.max(highest, 1) + 1;
    }
    for (IndexDefinition index : table.indexes()) {
      if (index.clustered()) {
        throw SqlRefusal.of(
            1902,
            16,
            3,
            "Cannot create more than one clustered index on table '%s'. Drop the existing clustered"
                + " index '%s' before creating another.",
            tableName,
            index.name());
      }
    }
    return 1;
  }

  IndexDefinition add(TableDraft.Index draft) throws SqlRefusal {
    IndexDefinition known = table.index(draft.name());
    if (known != null) {
      throw SqlRefusal.of(
          1913,
          16,
          1,
          "The operation failed because an index or statistics with name '%s' already exists on"
              + " table '%s'.",
          draft.name(),
          tableName);
    }
    List<IndexColumn> columns = new ArrayList<>(keyColumns(draft.columns(), false));
    for (String included : draft.included()) {
      columns.add(new IndexColumn(keyColumn(included).id(), false, true));
    }
    Expression filter = draft.filter();
    IndexDefinition added =
        new IndexDefinition(
            freeIndexId(draft.kind().startsWith("CLUSTERED")),
            draft.name(),
            draft.kind(),
            draft.unique(),
            0,
            false,
            false,
            columns,
            filter == null ? null : ExpressionWriter.definition(filter),
            draft.options(),
            false,
            null);
    table = table.withIndexes(TableDefinition.plus(table.indexes(), added));
    return added;
  }

  ForeignKeyDefinition add(TableDraft.ForeignKey draft, boolean notTrusted) throws SqlRefusal {
    int id = catalog.nextId();
    String name = free(draft.name(), systemName("FK", draft.columns().getFirst(), id));
    List<Integer> columns = new ArrayList<>();
    for (String column : draft.columns()) {
      columns.add(
          column(
                  column,
                  1769,
                  "Foreign key references invalid column '%s' in referencing table '%s'.")
              .id());
    }
    Target target = target(draft, name);
    ForeignKeyDefinition added =
        new ForeignKeyDefinition(
            id,
            name,
            columns,
            target.id(),
            referenced(draft, name, target.table()),
            draft.onDelete(),
            draft.onUpdate(),
            draft.name() == null,
            false,
            notTrusted || draft.notForReplication(),
            draft.notForReplication());
    table = table.withForeignKeys(TableDefinition.plus(table.foreignKeys(), added));
    return added;
  }

  /** A table that a foreign key points at. */
  private record Target(int id, TableDefinition table) {}

  private Target target(TableDraft.ForeignKey draft, String name) throws SqlRefusal {
    String where = draft.referenced().schemaOr("dbo");
    if (draft.referenced().name().equalsIgnoreCase(tableName)
        && catalog.schemaName(schema).equalsIgnoreCase(where)) {
      return new Target(tableId, table);
    }
    CatalogObject found = catalog.object(where, draft.referenced().name());
    if (found == null || !found.userTable()) {
      throw SqlRefusal.of(
              1767,
              16,
              0,
              "Foreign key '%s' references invalid table '%s'.",
              name,
              draft.referenced().written())
          .then(
              SqlRefusal.of(
                  1750, 16, 1, "Could not create constraint or index. See previous errors."));
    }
    return new Target(found.id(), found.asTable());
  }

  private static List<Integer> referenced(
      TableDraft.ForeignKey draft, String name, TableDefinition target) throws SqlRefusal {
    List<Integer> columns = new ArrayList<>();
    for (String referenced : draft.referencedColumns()) {
      ColumnDefinition column = target.column(referenced);
      if (column == null) {
        throw SqlRefusal.of(
            1770,
            16,
            0,
            "Foreign key '%s' references invalid column '%s' in referenced table '%s'.",
            name,
            referenced,
            draft.referenced().written());
      }
      columns.add(column.id());
    }
    if (columns.isEmpty()) {
      target.indexes().stream()
          .filter(IndexDefinition::primary)
          .findFirst()
          .ifPresent(key -> columns.addAll(key.keys()));
    }
    boolean unique =
        target.indexes().stream()
            .anyMatch(
                index ->
                    index.unique()
                        && index.filter() == null
                        && index.keys().size() == columns.size()
                        && index.keys().containsAll(columns));
    if (!unique) {
      throw SqlRefusal.of(
          1776,
          16,
          0,
          "There are no primary or candidate keys in the referenced table '%s' that match the"
              + " referencing column list in the foreign key '%s'.",
          draft.referenced().written(),
          name);
    }
    return columns;
  }
}
