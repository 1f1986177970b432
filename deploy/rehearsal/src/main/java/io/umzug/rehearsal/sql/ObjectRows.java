package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.TableDefinition.CheckDefinition;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.sql.TableDefinition.ForeignKeyDefinition;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows of sys.objects and of the views that show a kind of object. */
final class ObjectRows {

  private ObjectRows() {}

  static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  static @Nullable Object[] joined(@Nullable Object[] first, @Nullable Object... more) {
    @Nullable Object[] both = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, both, first.length, more.length);
    return both;
  }

  static LocalDateTime moment(String text) {
    return LocalDateTime.parse(text);
  }

  static String description(String kind) {
    return switch (kind) {
      case "U" -> "USER_TABLE";
      case "V" -> "VIEW";
      case "P" -> "SQL_STORED_PROCEDURE";
      case "FN" -> "SQL_SCALAR_FUNCTION";
      case "IF" -> "SQL_INLINE_TABLE_VALUED_FUNCTION";
      case "TF" -> "SQL_TABLE_VALUED_FUNCTION";
      case "TR" -> "SQL_TRIGGER";
      case "SN" -> "SYNONYM";
      case "SO" -> "SEQUENCE_OBJECT";
      case "TT" -> "TYPE_TABLE";
      case "D" -> "DEFAULT_CONSTRAINT";
      case "C" -> "CHECK_CONSTRAINT";
      case "F" -> "FOREIGN_KEY_CONSTRAINT";
      case "PK" -> "PRIMARY_KEY_CONSTRAINT";
      case "UQ" -> "UNIQUE_CONSTRAINT";
      default -> throw new IllegalArgumentException(kind);
    };
  }

  static @Nullable Object[] object(CatalogObject object) {
    return row(
        object.name(),
        object.id(),
        object.owner() == 0 ? null : object.owner(),
        object.schema(),
        object.parent(),
        object.kind(),
        description(object.kind()),
        moment(object.created()),
        moment(object.modified()),
        object.kind().equals("TT"),
        false,
        false);
  }

  /** A constraint's part of sys.objects; its dates are its table's. */
  static @Nullable Object[] constraint(CatalogObject table, int id, String name, String kind) {
    return row(
        name,
        id,
        null,
        table.schema(),
        table.id(),
        kind,
        description(kind),
        moment(table.created()),
        moment(table.modified()),
        false,
        false,
        false);
  }

  /** Everything that has an object_id. */
  static List<@Nullable Object[]> all(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      if (object.kind().equals(DatabaseTriggers.KIND)) {
        continue;
      }
      rows.add(object(object));
      TableDefinition table = object.table();
      if (table == null) {
        continue;
      }
      for (IndexDefinition index : table.indexes()) {
        if (index.constraint() != 0) {
          String kind = index.primary() ? "PK" : "UQ";
          rows.add(constraint(object, index.constraint(), index.name(), kind));
        }
      }
      for (DefaultDefinition known : table.defaults()) {
        rows.add(constraint(object, known.id(), known.name(), "D"));
      }
      for (CheckDefinition known : table.checks()) {
        rows.add(constraint(object, known.id(), known.name(), "C"));
      }
      for (ForeignKeyDefinition known : table.foreignKeys()) {
        rows.add(constraint(object, known.id(), known.name(), "F"));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> only(
      Catalog catalog, String kind, java.util.function.Function<CatalogObject, Object[]> more) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects(kind)) {
      rows.add(joined(object(object), more.apply(object)));
    }
    return rows;
  }

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put("objects", CatalogView.of(CatalogViews.OBJECT, ObjectRows::all));
    views.put("all_objects", CatalogView.of(CatalogViews.OBJECT, ObjectRows::all));
    views.put(
        "tables",
        CatalogView.of(
            CatalogViews.OBJECT
                + ", lob_data_space_id int, filestream_data_space_id int, max_column_id_used int,"
                + " lock_on_bulk_load bit, uses_ansi_nulls bit, is_replicated bit,"
                + " has_replication_filter bit, is_merge_published bit, is_sync_tran_subscribed"
                + " bit, has_unchecked_assembly_data bit, text_in_row_limit int,"
                + " large_value_types_out_of_row bit, is_tracked_by_cdc bit, lock_escalation"
                + " tinyint, lock_escalation_desc nvarchar(60), is_filetable bit,"
                + " is_memory_optimized bit, durability tinyint, durability_desc nvarchar(60),"
                + " temporal_type tinyint, temporal_type_desc nvarchar(60), history_table_id int,"
                + " is_remote_data_archive_enabled bit, is_external bit, is_node bit, is_edge bit,"
                + " history_retention_period int, history_retention_period_unit_desc"
                + " nvarchar(10)",
            catalog -> only(catalog, "U", object -> table(catalog, object))));
    String view =
        ", is_replicated bit, has_replication_filter bit, has_opaque_metadata bit,"
            + " has_unchecked_assembly_data bit, with_check_option bit, is_date_correlation_view"
            + " bit";
    views.put(
        "views", CatalogView.of(CatalogViews.OBJECT + view, c -> only(c, "V", ObjectRows::view)));
    views.put(
        "all_views",
        CatalogView.of(CatalogViews.OBJECT + view, c -> only(c, "V", ObjectRows::view)));
    views.put(
        "procedures",
        CatalogView.of(
            CatalogViews.OBJECT
                + ", is_auto_executed bit, is_execution_replicated bit, is_repl_serializable_only"
                + " bit, skips_repl_constraints bit",
            c -> only(c, "P", _ -> row(false, false, false, false))));
    views.put(
        "synonyms",
        CatalogView.of(
            CatalogViews.OBJECT + ", base_object_name nvarchar(1035)",
            c -> only(c, "SN", o -> row(Objects.requireNonNull(o.synonymFor())))));
    views.put(
        "sequences",
        CatalogView.of(
            CatalogViews.OBJECT
                + ", start_value number, increment number, minimum_value number, maximum_value"
                + " number, is_cycling bit, is_cached bit, cache_size int, system_type_id tinyint,"
                + " user_type_id int, precision tinyint, scale tinyint, current_value number,"
                + " is_exhausted bit, last_used_value number, umzug_schema sysname, umzug_table sysname",
            catalog ->
                only(
                    catalog,
                    "SO",
                    o ->
                        sequence(
                            o,
                            Objects.requireNonNull(o.sequence()),
                            catalog.schemaName(o.schema())))));
    views.put(
        "schemas",
        CatalogView.of("name sysname, schema_id int, principal_id int", ObjectRows::schemas));
    return views;
  }

  /** Whether the server keeps former rows of another table in it. */
  static boolean isHistory(Catalog catalog, CatalogObject object) {
    return catalog.tables().stream()
        .map(other -> other.asTable().temporal())
        .anyMatch(temporal -> temporal != null && temporal.history() == object.id());
  }

  private static @Nullable Object[] table(Catalog catalog, CatalogObject object) {
    TableDefinition table = object.asTable();
    TableDefinition.Temporal temporal = table.temporal();
    int history = temporal == null ? 0 : temporal.history();
    TableDefinition.Retention retention = temporal == null ? null : temporal.retention();
    int kind = history != 0 ? 2 : isHistory(catalog, object) ? 1 : 0;
    boolean large = table.columns().stream().anyMatch(c -> c.type().maxLength() == -1);
    int escalation = List.of("TABLE", "DISABLE", "AUTO").indexOf(table.lockEscalation());
    return row(
        large ? 1 : 0,
        null,
        table.lastColumn(),
        false,
        true,
        false,
        false,
        false,
        false,
        false,
        0,
        false,
        false,
        escalation,
        table.lockEscalation(),
        false,
        false,
        0,
        "SCHEMA_AND_DATA",
        kind,
        List.of("NON_TEMPORAL_TABLE", "HISTORY_TABLE", "SYSTEM_VERSIONED_TEMPORAL_TABLE").get(kind),
        history == 0 ? null : history,
        false,
        false,
        false,
        false,
        history == 0 ? null : retention == null ? -1 : retention.number(),
        history == 0 ? null : retention == null ? "INFINITE" : retention.unit());
  }

  private static final Predicate<String> CHECKED =
      java.util.regex.Pattern.compile("(?is).*\\bWITH\\s+CHECK\\s+OPTION\\s*;?\\s*")
          .asMatchPredicate();

  private static @Nullable Object[] view(CatalogObject object) {
    String text = Objects.requireNonNull(object.module()).definition();
    return row(false, false, false, false, text != null && CHECKED.test(text), false);
  }

  private static @Nullable Object[] sequence(
      CatalogObject object, SequenceDefinition sequence, String schema) {
    ColumnType type = sequence.type();
    return row(
        sequence.start(),
        sequence.increment(),
        sequence.minimum(),
        sequence.maximum(),
        sequence.cycling(),
        sequence.cache() >= 0,
        sequence.cache() <= 0 ? null : sequence.cache(),
        type.system().systemId,
        type.userTypeId(),
        type.shownPrecision(),
        type.shownScale(),
        null,
        false,
        null,
        schema,
        object.name());
  }

  private static List<@Nullable Object[]> schemas(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Catalog.Schema schema : catalog.schemas()) {
      rows.add(row(schema.name(), schema.id(), schema.owner()));
    }
    return rows;
  }
}
