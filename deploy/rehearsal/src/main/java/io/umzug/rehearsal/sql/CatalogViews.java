package io.umzug.rehearsal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The catalog views of each database, with the columns that SQL Server's have. */
final class CatalogViews {

  static final String OBJECT =
      "name sysname, object_id int, principal_id int, schema_id int, parent_object_id int,"
          + " type char(2), type_desc nvarchar(60), create_date datetime, modify_date datetime,"
          + " is_ms_shipped bit, is_published bit, is_schema_published bit";

  private static final Map<String, CatalogView> VIEWS =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    VIEWS.putAll(ObjectRows.views());
    VIEWS.putAll(ColumnRows.views());
    VIEWS.putAll(IndexRows.views());
    VIEWS.putAll(ConstraintRows.views());
    VIEWS.putAll(ModuleRows.views());
    VIEWS.putAll(SecurityRows.views());
    VIEWS.putAll(StorageRows.views());
  }

  /** Open databases by the number under which their views ask for them. */
  private static final Map<Integer, Catalog> OPEN = new ConcurrentHashMap<>();

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private CatalogViews() {}

  static int register(Catalog catalog) {
    int key = NEXT.getAndIncrement();
    OPEN.put(key, catalog);
    return key;
  }

  static void forget(int key) {
    OPEN.remove(key);
  }

  static @Nullable CatalogView named(String name) {
    return VIEWS.get(name);
  }

  /** The statements that create the views of the database with this number. */
  static List<String> definitions(int key) {
    List<String> statements = new ArrayList<>();
    VIEWS.forEach(
        (name, view) ->
            statements.add(
                "CREATE VIEW \"sys\".\"%s\" AS SELECT %s FROM \"sys\".\"UMZUG_CATALOG\"(%d, '%s')"
                    .formatted(name, live(name, view.selection()), key, name)));
    return statements;
  }

  /** What rows and counters say now is asked for when it is read, in the reader's transaction. */
  private static String live(String view, String selection) {
    return switch (view) {
      case "partitions" ->
          selection.replace(
              "CAST(\"rows\" AS BIGINT)",
              "CAST(\"sys\".\"UMZUG_ROWS\"(umzug_schema, umzug_table) AS BIGINT)");
      case "identity_columns" ->
          selection.replace(
              "CAST(\"last_value\" AS NUMERIC(38, 0))",
              "CAST(\"sys\".\"UMZUG_IDENTITY\"(umzug_schema, umzug_table) AS NUMERIC(38, 0))");
      case "sequences" ->
          selection
              .replace(
                  "CAST(\"current_value\" AS NUMERIC(38, 0))",
                  "CAST(\"sys\".\"UMZUG_SEQUENCE\"(umzug_schema, umzug_table) AS NUMERIC(38, 0))")
              .replace(
                  "CAST(\"last_used_value\" AS NUMERIC(38, 0))",
                  "CAST(\"sys\".\"UMZUG_SEQUENCE_USED\"(umzug_schema, umzug_table) AS NUMERIC(38, 0))");
      default -> selection;
    };
  }

  /** The rows of a view, for the function behind it. */
  static ResultSet rows(int key, String name) throws SQLException {
    CatalogView view = VIEWS.get(name);
    if (view == null) {
      throw new SQLException("There is no view sys." + name);
    }
    return view.result(OPEN.get(key));
  }

  static CatalogView empty(String columns) {
    return CatalogView.of(columns, _ -> List.of());
  }
}
