package io.umzug.rehearsal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.tools.SimpleResultSet;
import org.jspecify.annotations.Nullable;

/** The catalog views that say the same in every database of an instance. */
final class ServerViews {

  /**
   * Behind the function dm_os_volume_stats, which SQL Server lets be used with CROSS APPLY only.
   */
  static final String VOLUME_STATS = "UMZUG_VOLUME_STATS";

  /** Behind the function dm_exec_sql_text, likewise. */
  static final String SQL_TEXT = "UMZUG_SQL_TEXT";

  private static final String NAME = " VARCHAR_IGNORECASE(128)";
  private static final String TEXT = " VARCHAR_IGNORECASE(260)";
  private static final String INT = " INT";
  private static final String MOMENT = " TIMESTAMP(3)";
  private static final String SID = " VARBINARY(85)";
  private static final String BIT = " BOOLEAN";

  /**
   * A view.
   *
   * @param columns name and H2 type each
   */
  private record View(List<String> columns, Function<EngineSession, List<Object[]>> rows) {}

  private static final Map<String, View> VIEWS =
      Map.ofEntries(
          Map.entry(
              "databases",
              new View(
                  DatabaseSwitches.behind(
                      "name" + NAME,
                      "database_id" + INT,
                      "owner_sid" + SID,
                      "create_date" + MOMENT,
                      "compatibility_level" + INT,
                      "collation_name" + NAME,
                      "user_access" + INT,
                      "user_access_desc" + NAME,
                      "is_read_only" + BIT,
                      "state" + INT,
                      "state_desc" + NAME,
                      "recovery_model" + INT,
                      "recovery_model_desc" + NAME,
                      "is_in_standby" + BIT,
                      "snapshot_isolation_state" + INT,
                      "snapshot_isolation_state_desc" + NAME,
                      "is_read_committed_snapshot_on" + BIT,
                      "page_verify_option_desc" + NAME,
                      "containment_desc" + NAME,
                      "delayed_durability_desc" + NAME),
                  ServerRows::databases)),
          Map.entry(
              "master_files", new View(fileColumns(), session -> ServerRows.files(session, null))),
          Map.entry(
              "database_files",
              new View(fileColumns(), session -> ServerRows.files(session, session.database()))),
          Map.entry(
              "server_principals",
              new View(
                  List.of(
                      "name" + NAME,
                      "principal_id" + INT,
                      "sid" + SID,
                      "type CHAR(1)",
                      "type_desc" + NAME,
                      "is_disabled" + BIT,
                      "create_date" + MOMENT,
                      "default_database_name" + NAME),
                  ServerRows::principals)),
          Map.entry(
              "server_role_members",
              new View(
                  List.of("role_principal_id" + INT, "member_principal_id" + INT),
                  ServerRows::roleMembers)),
          Map.entry(
              "dm_server_services",
              new View(
                  List.of(
                      "servicename" + TEXT,
                      "startup_type_desc" + TEXT,
                      "status_desc" + TEXT,
                      "process_id" + INT,
                      "service_account" + TEXT),
                  ServerRows::services)),
          Map.entry(
              "configurations",
              new View(
                  List.of(
                      "configuration_id" + INT,
                      "name" + NAME,
                      "\"value\"" + INT,
                      "value_in_use" + INT),
                  ServerRows::configurations)),
          Map.entry(
              "dm_exec_requests",
              new View(
                  List.of(
                      "session_id" + INT,
                      "request_id" + INT,
                      "start_time" + MOMENT,
                      "status" + NAME,
                      "command" + NAME,
                      "database_id" + INT,
                      "percent_complete REAL",
                      "estimated_completion_time BIGINT",
                      "total_elapsed_time" + INT,
                      "blocking_session_id" + INT,
                      "wait_type" + NAME,
                      "sql_handle VARBINARY(64)"),
                  ServerRows::requests)),
          Map.entry(
              SQL_TEXT,
              new View(
                  List.of(
                      "sql_handle VARBINARY(64)",
                      "dbid" + INT,
                      "objectid" + INT,
                      "number" + INT,
                      "encrypted" + BIT,
                      "text VARCHAR(1000000)"),
                  ServerRows::texts)),
          Map.entry(
              "dm_exec_sessions",
              new View(
                  List.of(
                      "session_id" + INT,
                      "login_time" + MOMENT,
                      "host_name" + NAME,
                      "program_name" + NAME,
                      "login_name" + NAME,
                      "original_login_name" + NAME,
                      "status" + NAME,
                      "database_id" + INT,
                      "is_user_process" + BIT,
                      "open_transaction_count" + INT),
                  ServerRows::sessions)),
          Map.entry(
              "dm_tran_locks",
              new View(
                  List.of(
                      "resource_type" + NAME,
                      "resource_database_id" + INT,
                      "request_mode" + NAME,
                      "request_session_id" + INT),
                  ServerRows::locks)),
          Map.entry(
              "certificates",
              new View(
                  List.of(
                      "name" + NAME,
                      "certificate_id" + INT,
                      "principal_id" + INT,
                      "pvt_key_encryption_type CHAR(2)",
                      "pvt_key_encryption_type_desc" + NAME,
                      "subject" + TEXT,
                      "expiry_date" + MOMENT,
                      "thumbprint VARBINARY(32)"),
                  Certificates::rows)),
          Map.entry(
              VOLUME_STATS,
              new View(
                  List.of(
                      "database_id" + INT,
                      "file_id" + INT,
                      "volume_mount_point" + TEXT,
                      "logical_volume_name" + TEXT,
                      "file_system_type" + TEXT,
                      "total_bytes BIGINT",
                      "available_bytes BIGINT"),
                  Volumes::ofFiles)),
          Map.entry(
              "database_scoped_configurations",
              new View(
                  List.of(
                      "configuration_id" + INT,
                      "name" + NAME,
                      "value" + TEXT,
                      "is_value_default" + BIT),
                  _ -> DatabaseSwitches.scopedConfigurations())),
          Map.entry(
              "database_query_store_options",
              new View(
                  List.of(
                      "desired_state" + INT,
                      "desired_state_desc" + NAME,
                      "actual_state" + INT,
                      "actual_state_desc" + NAME,
                      "readonly_reason" + INT),
                  ServerRows::queryStore)),
          Map.entry(
              "dm_db_index_usage_stats",
              new View(
                  List.of(
                      "database_id" + INT,
                      "object_id" + INT,
                      "index_id" + INT,
                      "user_updates BIGINT",
                      "last_user_update" + MOMENT),
                  session -> session.instance().writes().rows())));

  private ServerViews() {}

  private static List<String> fileColumns() {
    return List.of(
        "database_id" + INT,
        "file_id" + INT,
        "type" + INT,
        "type_desc" + NAME,
        "data_space_id" + INT,
        "name" + NAME,
        "physical_name" + TEXT,
        "state" + INT,
        "state_desc" + NAME,
        "size" + INT,
        "max_size" + INT,
        "growth" + INT);
  }

  static List<String> definitions() {
    List<String> statements = new ArrayList<>();
    VIEWS.forEach(
        (name, view) ->
            statements.add(
                "CREATE VIEW \"sys\".\"%s\" AS SELECT %s FROM \"sys\".\"UMZUG_VIEW\"('%s', @UMZUG)"
                    .formatted(
                        name,
                        view.columns().stream()
                            .map(ServerViews::cast)
                            .collect(Collectors.joining(", ")),
                        name)));
    return statements;
  }

  private static String cast(String column) {
    String[] parts = column.split(" ", 2);
    return "CAST(%s AS %s) AS %s".formatted(parts[0], parts[1], parts[0]);
  }

  static ResultSet rows(String name, @Nullable EngineSession session) throws SQLException {
    View view = VIEWS.get(name);
    if (view == null) {
      throw new SQLException("There is no view sys." + name);
    }
    SimpleResultSet rows = new SimpleResultSet();
    for (String column : view.columns()) {
      String[] parts = column.split(" ", 2);
      addColumn(rows, parts[0].replace("\"", ""), parts[1]);
    }
    if (session != null) {
      view.rows().apply(session).forEach(rows::addRow);
    }
    return rows;
  }

  private static void addColumn(SimpleResultSet rows, String name, String type) {
    switch (type.split("\\(", 2)[0]) {
      case "INT" -> rows.addColumn(name, Types.INTEGER, 10, 0);
      case "BIGINT" -> rows.addColumn(name, Types.BIGINT, 19, 0);
      case "REAL" -> rows.addColumn(name, Types.REAL, 24, 0);
      case "BOOLEAN" -> rows.addColumn(name, Types.BOOLEAN, 1, 0);
      case "TIMESTAMP" -> rows.addColumn(name, Types.TIMESTAMP, 26, 6);
      case "VARBINARY" -> rows.addColumn(name, Types.VARBINARY, 85, 0);
      default -> rows.addColumn(name, Types.VARCHAR, 1000, 0);
    }
  }
}
