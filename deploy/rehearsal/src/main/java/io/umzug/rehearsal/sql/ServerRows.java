package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the instance-wide catalog views, as things are now. */
final class ServerRows {

  private ServerRows() {}

  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  private static byte[] sid(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static LocalDateTime moment(String text) {
    return LocalDateTime.parse(text);
  }

  static List<Object[]> databases(EngineSession session) {
    return session.instance().state().databases().stream().map(d -> database(session, d)).toList();
  }

  private static boolean isOn(EngineSession session, Database database, String option) {
    try {
      return !database.system()
          && database.condition() == InstanceState.Condition.ONLINE
          && session.instance().catalog(database).isOn(option);
    } catch (SQLException _) {
      return false;
    }
  }

  private static String collation(EngineSession session, Database d) {
    try {
      return d.system() || d.condition() != InstanceState.Condition.ONLINE
          ? ServerProperties.COLLATION
          : session.instance().catalog(d).collation();
    } catch (SQLException _) {
      return ServerProperties.COLLATION;
    }
  }

  private static Map<String, Boolean> switches(EngineSession session, Database database) {
    try {
      return database.system() || database.condition() != InstanceState.Condition.ONLINE
          ? Map.of()
          : session.instance().catalog(database).switches();
    } catch (SQLException _) {
      return Map.of();
    }
  }

  private static Object[] database(EngineSession session, Database d) {
    Map<String, Boolean> set = switches(session, d);
    boolean snapshot = set.getOrDefault("ALLOW_SNAPSHOT_ISOLATION", false);
    int access = List.of("MULTI_USER", "SINGLE_USER", "RESTRICTED_USER").indexOf(d.userAccess());
    int state =
        switch (d.condition()) {
          case ONLINE -> 0;
          case RESTORING -> 1;
          case OFFLINE -> 6;
        };
    Object[] row =
        row(
            d.name(),
            d.id(),
            sid(d.ownerSid()),
            moment(d.created()),
            d.compatibilityLevel(),
            collation(session, d),
            access,
            d.userAccess(),
            false,
            state,
            d.condition().name(),
            List.of("", "FULL", "BULK_LOGGED", "SIMPLE").indexOf(d.recoveryModel()),
            d.recoveryModel(),
            false,
            snapshot ? 1 : 0,
            snapshot ? "ON" : "OFF",
            set.getOrDefault("READ_COMMITTED_SNAPSHOT", false),
            "CHECKSUM",
            "NONE",
            "DISABLED");
    return Stream.concat(Arrays.stream(row), DatabaseSwitches.of(set).stream()).toArray();
  }

  static List<Object[]> queryStore(EngineSession session) {
    return session.instance().state().database(session.database()).stream()
        .map(
            database -> {
              boolean on = isOn(session, database, "QUERY_STORE");
              String state = on ? "READ_WRITE" : "OFF";
              return row(on ? 2 : 0, state, on ? 2 : 0, state, 0);
            })
        .toList();
  }

  static List<Object[]> files(EngineSession session, @Nullable String only) {
    List<Object[]> rows = new ArrayList<>();
    for (Database database : session.instance().state().databases()) {
      if (only != null && !only.equalsIgnoreCase(database.name())) {
        continue;
      }
      int id = 1;
      for (DataFile file : database.files()) {
        boolean log = file.type().equals("LOG");
        java.io.File stored = session.instance().path(database.store() + ".mv.db").toFile();
        int pages = (int) (file.bytes(log ? 0 : stored.length()) / 8192);
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

  static List<Object[]> principals(EngineSession session) {
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
              login.condition() == LoginCondition.DISABLED,
              moment(login.created()),
              "master"));
    }
    return rows;
  }

  static List<Object[]> roleMembers(EngineSession session) {
    List<Object[]> rows = new ArrayList<>();
    for (Login login : session.instance().state().logins()) {
      login.roles().stream()
          .filter(Logins.SERVER_ROLES::contains)
          .forEach(role -> rows.add(row(roleId(role), login.id())));
    }
    return rows;
  }

  static List<Object[]> services(EngineSession session) {
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

  static List<Object[]> configurations(EngineSession session) {
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

  static List<Object[]> requests(EngineSession asking) {
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
                null,
                running.handle()));
      }
    }
    return rows;
  }

  /** Behind dm_exec_sql_text. */
  static List<Object[]> texts(EngineSession asking) {
    List<Object[]> rows = new ArrayList<>();
    for (EngineSession session : asking.instance().sessions()) {
      Running running = session.running();
      if (running != null) {
        rows.add(row(running.handle(), null, null, null, false, running.batch()));
      }
    }
    return rows;
  }

  /** Of databases only: whoever uses one shares it. */
  static List<Object[]> locks(EngineSession asking) {
    List<Object[]> rows = new ArrayList<>();
    for (Database database : asking.instance().state().databases()) {
      for (EngineSession session : asking.instance().sessions()) {
        if (!database.system() && session.occupies(database.name())) {
          rows.add(row("DATABASE", database.id(), "S", session.spid()));
        }
      }
    }
    return rows;
  }

  static List<Object[]> sessions(EngineSession asking) {
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
