package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.row;

import io.umzug.rehearsal.sql.IndexDefinition.IndexColumn;
import io.umzug.rehearsal.sql.IndexDefinition.IndexOptions;
import io.umzug.rehearsal.sql.TableDefinition.StatisticsDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of sys.indexes, sys.index_columns, sys.partitions and sys.stats. */
final class IndexRows {

  private IndexRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put(
        "indexes",
        CatalogView.of(
            "object_id int, name sysname, index_id int, type tinyint, type_desc nvarchar(60),"
                + " is_unique bit, data_space_id int, ignore_dup_key bit, is_primary_key bit,"
                + " is_unique_constraint bit, fill_factor tinyint, is_padded bit, is_disabled bit,"
                + " is_hypothetical bit, is_ignored_in_optimization bit, allow_row_locks bit,"
                + " allow_page_locks bit, has_filter bit, filter_definition text,"
                + " compression_delay int, suppress_dup_key_messages bit, auto_created bit,"
                + " optimize_for_sequential_key bit",
            IndexRows::indexes));
    views.put(
        "index_columns",
        CatalogView.of(
            "object_id int, index_id int, index_column_id int, column_id int, key_ordinal tinyint,"
                + " partition_ordinal tinyint, is_descending_key bit, is_included_column bit,"
                + " column_store_order_ordinal tinyint",
            IndexRows::columns));
    views.put(
        "partitions",
        CatalogView.of(
            "partition_id bigint, object_id int, index_id int, partition_number int, hobt_id"
                + " bigint, rows bigint, filestream_filegroup_id smallint, data_compression"
                + " tinyint, data_compression_desc nvarchar(60), umzug_schema sysname,"
                + " umzug_table sysname",
            IndexRows::partitions));
    views.put(
        "stats",
        CatalogView.of(
            "object_id int, name sysname, stats_id int, auto_created bit, user_created bit,"
                + " no_recompute bit, has_filter bit, filter_definition text, is_temporary bit,"
                + " is_incremental bit",
            IndexRows::statistics));
    views.put(
        "stats_columns",
        CatalogView.of(
            "object_id int, stats_id int, stats_column_id int, column_id int",
            IndexRows::statisticsColumns));
    return views;
  }

  private static List<CatalogObject> tables(Catalog catalog) {
    return catalog.objects().stream().filter(object -> object.table() != null).toList();
  }

  /** Tables, and views with an index. */
  private static List<CatalogObject> stored(Catalog catalog) {
    return tables(catalog).stream().filter(object -> !object.kind().equals("TT")).toList();
  }

  private static List<IndexDefinition> ordered(TableDefinition table) {
    return table.indexes().stream().sorted(Comparator.comparingInt(IndexDefinition::id)).toList();
  }

  private static boolean heap(TableDefinition table) {
    return table.indexes().stream().noneMatch(IndexDefinition::clustered);
  }

  private static int kind(IndexDefinition index) {
    return switch (index.kind()) {
      case "CLUSTERED" -> 1;
      case "NONCLUSTERED" -> 2;
      case "XML" -> 3;
      case "CLUSTERED COLUMNSTORE" -> 5;
      default -> 6;
    };
  }

  private static List<@Nullable Object[]> indexes(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : tables(catalog)) {
      if (!object.kind().equals("V") && heap(object.asTable())) {
        rows.add(
            row(
                object.id(),
                null,
                0,
                0,
                "HEAP",
                false,
                1,
                false,
                false,
                false,
                0,
                false,
                false,
                false,
                false,
                true,
                true,
                false,
                null,
                null,
                false,
                false,
                false));
      }
      for (IndexDefinition index : ordered(object.asTable())) {
        IndexOptions options = index.options();
        rows.add(
            row(
                object.id(),
                index.name(),
                index.id(),
                kind(index),
                index.kind(),
                index.unique(),
                1,
                options.ignoreDuplicates(),
                index.primary(),
                index.constraint() != 0 && !index.primary(),
                options.fillFactor(),
                options.padIndex(),
                index.disabled(),
                false,
                false,
                options.allowRowLocks(),
                options.allowPageLocks(),
                index.filter() != null,
                index.filter(),
                null,
                false,
                false,
                false));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> columns(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : tables(catalog)) {
      for (IndexDefinition index : ordered(object.asTable())) {
        List<IndexColumn> columns = index.columns();
        int ordinal = 0;
        for (int i = 0; i < columns.size(); i++) {
          IndexColumn column = columns.get(i);
          boolean key = !column.included() && index.rowStore();
          rows.add(
              row(
                  object.id(),
                  index.id(),
                  i + 1,
                  column.column(),
                  key ? ++ordinal : 0,
                  0,
                  column.descending(),
                  column.included() || (!index.rowStore() && index.xml() == null),
                  0));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> partitions(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : stored(catalog)) {
      String schema = catalog.schemaName(object.schema());
      if (object.userTable() && heap(object.asTable())) {
        rows.add(partition(object, 0, object.asTable().compression(), schema));
      }
      for (IndexDefinition index : ordered(object.asTable())) {
        String compression = index.rowStore() ? index.options().compression() : "COLUMNSTORE";
        rows.add(partition(object, index.id(), compression, schema));
      }
    }
    return rows;
  }

  private static @Nullable Object[] partition(
      CatalogObject object, int index, String compression, String schema) {
    long id = object.id() * 65536L + index;
    int number =
        List.of("NONE", "ROW", "PAGE", "COLUMNSTORE", "COLUMNSTORE_ARCHIVE").indexOf(compression);
    return row(id, object.id(), index, 1, id, 0L, 0, number, compression, schema, object.name());
  }

  private static List<@Nullable Object[]> statistics(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : stored(catalog)) {
      for (IndexDefinition index : ordered(object.asTable())) {
        rows.add(
            row(
                object.id(),
                index.name(),
                index.id(),
                false,
                false,
                index.options().noRecompute(),
                index.filter() != null,
                index.filter(),
                false,
                false));
      }
      for (StatisticsDefinition made : object.asTable().statistics()) {
        rows.add(
            row(
                object.id(),
                made.name(),
                made.id(),
                false,
                true,
                made.noRecompute(),
                made.filter() != null,
                made.filter(),
                false,
                false));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> statisticsColumns(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : stored(catalog)) {
      for (IndexDefinition index : ordered(object.asTable())) {
        add(rows, object.id(), index.id(), index.keys());
      }
      for (StatisticsDefinition made : object.asTable().statistics()) {
        add(rows, object.id(), made.id(), made.columns());
      }
    }
    return rows;
  }

  private static void add(
      List<@Nullable Object[]> rows, int object, int statistics, List<Integer> columns) {
    for (int i = 0; i < columns.size(); i++) {
      rows.add(row(object, statistics, i + 1, columns.get(i)));
    }
  }
}
