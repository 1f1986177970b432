package io.umzug.infrastructure.sqlserver.script;

import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2012;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2014;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2016;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2017;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2022;

import io.umzug.domain.schema.AliasType;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.LeftOut;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.Sequence;
import io.umzug.domain.schema.SqlText;
import io.umzug.domain.schema.Synonym;
import io.umzug.domain.schema.SystemType;
import io.umzug.domain.schema.Table;
import io.umzug.domain.schema.TableType;
import io.umzug.domain.schema.XmlCollection;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the whole catalogue of the database that a connection is in. */
public final class SchemaReader {

  private final Catalogue catalogue;
  private final Map<Integer, ObjectName> objects = new HashMap<>();

  private SchemaReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public static DatabaseSchema read(Connection connection) throws SQLException {
    return new SchemaReader(Catalogue.of(connection)).read();
  }

  private DatabaseSchema read() throws SQLException {
    catalogue.each(
        row -> objects.put(row.getInt(1), new ObjectName(row.getString(2), row.getString(3))),
        "SELECT o.object_id, s.name, o.name FROM sys.objects o"
            + " JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE o.is_ms_shipped = 0");
    ColumnCatalogue columns = ColumnCatalogue.read(catalogue);
    IndexCatalogue indexes = IndexCatalogue.read(catalogue, columns);
    ConstraintCatalogue constraints = ConstraintCatalogue.read(catalogue, columns, objects);
    ModuleCatalogue modules = ModuleCatalogue.read(catalogue, indexes, objects);
    SecurityCatalogue security = new SecurityCatalogue(catalogue);
    PropertyCatalogue properties = PropertyCatalogue.read(catalogue);
    List<LeftOut> leftOut = new ArrayList<>(columns.leftOut(objects));
    leftOut.addAll(LeftOutCatalogue.read(catalogue));
    leftOut.addAll(properties.leftOut());
    List<Table> tables = tables(columns, indexes, constraints, modules);
    tables.stream()
        .filter(table -> OwnTables.contain(table.name()))
        .map(table -> new LeftOut(LeftOut.Kind.LEFTOVER, table.name().toString(), false))
        .forEach(leftOut::add);
    return new DatabaseSchema(
        new OptionCatalogue(catalogue).read(),
        security.principals(),
        security.memberships(),
        security.schemas(),
        aliasTypes(),
        xmlCollections(),
        tableTypes(columns, indexes, constraints),
        catalogue.isSince(SQL_2012) ? sequences() : List.of(),
        synonyms(),
        tables.stream().filter(table -> !OwnTables.contain(table.name())).toList(),
        modules.all(),
        properties.all(),
        security.permissions(objects, columns),
        leftOut);
  }

  private List<AliasType> aliasTypes() throws SQLException {
    List<AliasType> types = new ArrayList<>();
    catalogue.each(
        row -> {
          SystemType base = SystemType.named(row.getString(3)).orElse(null);
          if (base != null) {
            types.add(
                new AliasType(
                    new ObjectName(row.getString(1), row.getString(2)),
                    new DataType(
                        base, null, row.getInt(4), row.getInt(5), row.getInt(6), null, false),
                    row.getBoolean(7)));
          }
        },
        "SELECT s.name, t.name, b.name, t.max_length, t.precision, t.scale, t.is_nullable"
            + " FROM sys.types t JOIN sys.schemas s ON s.schema_id = t.schema_id"
            + " JOIN sys.types b ON b.user_type_id = t.system_type_id"
            + " WHERE t.is_user_defined = 1 AND t.is_table_type = 0 AND t.is_assembly_type = 0"
            + " ORDER BY s.name, t.name");
    return types;
  }

  private List<XmlCollection> xmlCollections() throws SQLException {
    List<ObjectName> names =
        catalogue.rows(
            row -> new ObjectName(row.getString(1), row.getString(2)),
            "SELECT s.name, x.name FROM sys.xml_schema_collections x"
                + " JOIN sys.schemas s ON s.schema_id = x.schema_id"
                + " WHERE s.name <> 'sys' ORDER BY s.name, x.name");
    List<XmlCollection> collections = new ArrayList<>();
    for (ObjectName name : names) {
      catalogue.each(
          row -> collections.add(new XmlCollection(name, row.getString(1))),
          "SELECT CONVERT(nvarchar(max), XML_SCHEMA_NAMESPACE(%s, %s))"
              .formatted(SqlText.text(name.schema()), SqlText.text(name.name())));
    }
    return collections;
  }

  private List<TableType> tableTypes(
      ColumnCatalogue columns, IndexCatalogue indexes, ConstraintCatalogue constraints)
      throws SQLException {
    return catalogue.rows(
        row -> {
          int object = row.getInt(3);
          return new TableType(
              new ObjectName(row.getString(1), row.getString(2)),
              columns.of(object),
              indexes.of(object),
              constraints.checks(object));
        },
        "SELECT s.name, t.name, t.type_table_object_id FROM sys.table_types t"
            + " JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE t.is_user_defined = 1"
            + " ORDER BY s.name, t.name");
  }

  private List<Sequence> sequences() throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    catalogue.each(
        row -> {
          DataType type =
              TypeColumns.read(row, null, false).orElseGet(() -> DataType.of(SystemType.BIGINT));
          Integer cache = cache(row);
          sequences.add(
              new Sequence(
                  new ObjectName(row.getString("schema_name"), row.getString("name")),
                  type,
                  next(row),
                  row.getString("increment"),
                  row.getString("minimum"),
                  row.getString("maximum"),
                  row.getBoolean("is_cycling"),
                  cache,
                  perhapsUnused(row)));
        },
        "SELECT s.name AS schema_name, c.name, "
            + "t.name AS type_name, t.is_user_defined AS type_is_user, ts.name AS type_schema,"
            + " b.name AS base_name, 0 AS max_length, c.precision AS type_precision,"
            + " c.scale AS type_scale,"
            + " CONVERT(nvarchar(40), c.start_value) AS start,"
            + " CONVERT(nvarchar(40), c.increment) AS increment,"
            + " CONVERT(nvarchar(40), c.minimum_value) AS minimum,"
            + " CONVERT(nvarchar(40), c.maximum_value) AS maximum,"
            + " CONVERT(nvarchar(40), c.current_value) AS current_number, "
            + (catalogue.isSince(SQL_2017)
                ? "CONVERT(nvarchar(40), c.last_used_value)"
                : "CONVERT(nvarchar(40), c.current_value)")
            + " AS last_used, c.is_cycling, c.is_cached, c.cache_size AS cache"
            + " FROM sys.sequences c JOIN sys.schemas s ON s.schema_id = c.schema_id"
            + TypeColumns.JOINED
            + " ORDER BY s.name, c.name");
    return sequences;
  }

  private static @Nullable Integer cache(ResultSet row) throws SQLException {
    int size = row.getInt("cache");
    boolean ofTheServersSize = row.wasNull();
    if (!row.getBoolean("is_cached")) {
      return 0;
    }
    return ofTheServersSize ? null : Integer.valueOf(size);
  }

  /** Until its first number was given, a sequence of before 2017 shows the same as behind it. */
  private @Nullable String perhapsUnused(ResultSet row) throws SQLException {
    String current = row.getString("current_number");
    return !catalogue.isSince(SQL_2017) && current.equals(row.getString("start")) ? current : null;
  }

  /** Before 2017 a sequence does not tell whether its first number was used: it counts as used. */
  private static String next(ResultSet row) throws SQLException {
    String last = row.getString("last_used");
    if (last == null) {
      return row.getString("current_number");
    }
    BigDecimal increment = new BigDecimal(row.getString("increment"));
    BigDecimal minimum = new BigDecimal(row.getString("minimum"));
    BigDecimal maximum = new BigDecimal(row.getString("maximum"));
    BigDecimal next = new BigDecimal(last).add(increment);
    if (next.compareTo(minimum) >= 0 && next.compareTo(maximum) <= 0) {
      return next.toPlainString();
    }
    // Used up: a cycle begins anew; without one the last number is all that can be said.
    return row.getBoolean("is_cycling")
        ? (increment.signum() > 0 ? minimum : maximum).toPlainString()
        : last;
  }

  private List<Synonym> synonyms() throws SQLException {
    return catalogue.rows(
        row -> new Synonym(new ObjectName(row.getString(1), row.getString(2)), row.getString(3)),
        "SELECT s.name, y.name, y.base_object_name FROM sys.synonyms y"
            + " JOIN sys.schemas s ON s.schema_id = y.schema_id ORDER BY s.name, y.name");
  }

  private List<Table> tables(
      ColumnCatalogue columns,
      IndexCatalogue indexes,
      ConstraintCatalogue constraints,
      ModuleCatalogue modules)
      throws SQLException {
    List<Table> tables = new ArrayList<>();
    catalogue.each(
        row -> {
          int object = row.getInt("object_id");
          List<Column> own = columns.of(object);
          tables.add(
              new Table(
                  new ObjectName(row.getString("schema_name"), row.getString("name")),
                  own,
                  indexes.of(object),
                  constraints.foreignKeys(object),
                  constraints.checks(object),
                  indexes.ofHeap(object),
                  modules.needs(object),
                  temporal(row, own),
                  indexes.space(object).orElse(null),
                  features(row)));
        },
        "SELECT t.object_id, s.name AS schema_name, t.name, "
            + catalogue.since(SQL_2012, "t.is_filetable", "0")
            + " AS is_filetable, "
            + catalogue.since(SQL_2014, "t.is_memory_optimized", "0")
            + " AS is_memory_optimized, "
            + catalogue.since(SQL_2016, "t.is_external", "0")
            + " AS is_external, "
            + catalogue.since(SQL_2017, "t.is_node", "0")
            + " AS is_node, "
            + catalogue.since(SQL_2017, "t.is_edge", "0")
            + " AS is_edge, "
            + catalogue.since(SQL_2022, "t.ledger_type", "0")
            + " AS ledger_type, "
            + catalogue.since(SQL_2016, "t.history_table_id", "NULL")
            + " AS history_table_id, "
            + catalogue.since(SQL_2017, "t.history_retention_period", "NULL")
            + " AS retention, "
            + catalogue.since(SQL_2017, "t.history_retention_period_unit_desc", "NULL")
            + " AS retention_unit FROM sys.tables t"
            + " JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE t.is_ms_shipped = 0");
    tables.sort(Comparator.comparing(Table::name));
    return tables;
  }

  private Table.@Nullable Temporal temporal(ResultSet row, List<Column> columns)
      throws SQLException {
    ObjectName history = objects.get(row.getInt("history_table_id"));
    String start = generated(columns, "START");
    String end = generated(columns, "END");
    return start == null || end == null
        ? null
        : new Table.Temporal(start, end, history, retention(row));
  }

  private static @Nullable String retention(ResultSet row) throws SQLException {
    int period = row.getInt("retention");
    return period <= 0 ? null : period + " " + row.getString("retention_unit");
  }

  private static @Nullable String generated(List<Column> columns, String which) {
    return columns.stream()
        .filter(column -> which.equals(column.traits().generated()))
        .map(Column::name)
        .findFirst()
        .orElse(null);
  }

  private static Set<Table.Feature> features(ResultSet row) throws SQLException {
    EnumSet<Table.Feature> features = EnumSet.noneOf(Table.Feature.class);
    add(features, row, "is_filetable", Table.Feature.FILE_TABLE);
    add(features, row, "is_memory_optimized", Table.Feature.MEMORY_OPTIMIZED);
    add(features, row, "is_external", Table.Feature.EXTERNAL);
    add(features, row, "is_node", Table.Feature.GRAPH);
    add(features, row, "is_edge", Table.Feature.GRAPH);
    add(features, row, "ledger_type", Table.Feature.LEDGER);
    return features;
  }

  private static void add(
      Set<Table.Feature> features, ResultSet row, String column, Table.Feature feature)
      throws SQLException {
    if (row.getInt(column) != 0) {
      features.add(feature);
    }
  }
}
