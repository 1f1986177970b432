package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.tools.SimpleResultSet;
import org.jspecify.annotations.Nullable;

/** The catalog views that say the same in every database of an instance. */
final class ServerViews {

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
      Map.of(
          "databases",
          new View(
              List.of(
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
                  "is_in_standby" + BIT),
              ServerViews::databases),
          "master_files",
          new View(fileColumns(), session -> files(session, null)),
          "database_files",
          new View(fileColumns(), session -> files(session, session.database())),
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
              ServerViews::principals),
          "server_role_members",
          new View(
              List.of("role_principal_id" + INT, "member_principal_id" + INT),
              ServerViews::roleMembers),
          "dm_server_services",
          new View(
              List.of(
                  "servicename" + TEXT,
                  "startup_type_desc" + TEXT,
                  "status_desc" + TEXT,
                  "process_id" + INT,
                  "service_account" + TEXT),
              ServerViews::services),
          "configurations",
          new View(
              List.of(
                  "configuration_id" + INT, "name" + NAME, "\"value\"" + INT, "value_in_use" + INT),
              ServerViews::configurations),
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
                  "wait_type" + NAME),
              ServerViews::requests),
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
              ServerViews::sessions));

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

  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  private static byte[] sid(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static LocalDateTime moment(String text) {
    return LocalDateTime.parse(text);
  }

  private static List<Object[]> databases(EngineSession session) {
    return session.instance().state().databases().stream().map(ServerViews::database).toList();
  }

  private static Object[] database(Database d) {
    int access = List.of("MULTI_USER", "SINGLE_USER", "RESTRICTED_USER").indexOf(d.userAccess());
    int state =
        switch (d.condition()) {
          case ONLINE -> 0;
          case RESTORING -> 1;
          case OFFLINE -> 6;
        };
    return row(
        d.name(),
        d.id(),
        sid(d.ownerSid()),
        moment(d.created()),
        d.compatibilityLevel(),
        ServerProperties.COLLATION,
        access,
        d.userAccess(),
        false,
        state,
        d.condition().name(),
        List.of("", "FULL", "BULK_LOGGED", "SIMPLE").indexOf(d.recoveryModel()),
        d.recoveryModel(),
        false);
  }

  private static List<Object[]> files(EngineSession session, @Nullable String only) {
    List<Object[]> rows = new ArrayList<>();
    for (Database database : session.instance().state().databases()) {
      if (only != null && !only.equalsIgnoreCase(database.name())) {
        continue;
      }
      int id = 1;
      for (DataFile file : database.files()) {
        boolean log = file.type().equals("LOG");
        java.io.File stored = session.instance().path(database.store() + ".mv.db").toFile();
        int pages = log ? 128 : (int) Math.max(128, stored.length() / 8192);
        rows.add(
            row(
                database.id(),
                id++,
                log ? 1 : 0,
                file.type(),
                log ? 0 : 1,
                file.logicalName(),
                file.physicalName(),
                0,
                database.condition().name(),
                pages,
                -1,
                8192));
      }
    }
    return rows;
  }

  private static int roleId(String role) {
    return 2 + Logins.SERVER_ROLES.indexOf(role);
  }

  private static List<Object[]> principals(EngineSession session) {
    List<Object[]> rows = new ArrayList<>();
    LocalDateTime installed = moment(session.instance().state().databases().getFirst().created());
    for (String role : Logins.SERVER_ROLES) {
      byte[] sid = {(byte) roleId(role)};
      rows.add(row(role, roleId(role), sid, "R", "SERVER_ROLE", false, installed, null));
    }
    for (Login login : session.instance().state().logins()) {
      rows.add(
          row(
              login.name(),
              login.id(),
              sid(login.sid()),
              login.type(),
              login.type().equals("U") ? "WINDOWS_LOGIN" : "SQL_LOGIN",
              false,
              moment(login.created()),
              "master"));
    }
    return rows;
  }

  private static List<Object[]> roleMembers(EngineSession session) {
    List<Object[]> rows = new ArrayList<>();
    for (Login login : session.instance().state().logins()) {
      login.roles().stream()
          .filter(Logins.SERVER_ROLES::contains)
          .forEach(role -> rows.add(row(roleId(role), login.id())));
    }
    return rows;
  }

  private static List<Object[]> services(EngineSession session) {
    InstanceSettings settings = session.instance().settings();
    String instance = settings.instanceName().isEmpty() ? "MSSQLSERVER" : settings.instanceName();
    return List.<Object[]>of(
        row(
            "SQL Server (" + instance + ")",
            "Automatic",
            "Running",
            (int) ProcessHandle.current().pid(),
            settings.serviceAccount()));
  }

  private static List<Object[]> configurations(EngineSession session) {
    InstanceState state = session.instance().state();
    List<Object[]> rows = new ArrayList<>();
    int id = 1580;
    for (Map.Entry<String, Integer> option : state.configured().entrySet()) {
      rows.add(
          row(
              id++,
              option.getKey(),
              option.getValue(),
              state.inUse().getOrDefault(option.getKey(), option.getValue())));
    }
    return rows;
  }

  private static @Nullable Integer databaseId(EngineSession session) {
    return session.instance().state().database(session.database()).map(Database::id).orElse(null);
  }

  private static List<Object[]> requests(EngineSession asking) {
    List<Object[]> rows = new ArrayList<>();
    for (EngineSession session : asking.instance().sessions()) {
      Running running = session.running();
      if (running != null) {
        rows.add(
            row(
                session.spid(),
                0,
                running.started(),
                "running",
                running.command(),
                databaseId(session),
                (float) running.percent(),
                running.remainingMillis(),
                (int) running.elapsedMillis(),
                0,
                null));
      }
    }
    return rows;
  }

  private static List<Object[]> sessions(EngineSession asking) {
    List<Object[]> rows = new ArrayList<>();
    for (EngineSession session : asking.instance().sessions()) {
      rows.add(
          row(
              session.spid(),
              session.loginTime(),
              session.host(),
              session.application(),
              session.login().name(),
              session.login().name(),
              session.running() == null ? "sleeping" : "running",
              databaseId(session),
              true,
              session.transactionCount()));
    }
    return rows;
  }
}
