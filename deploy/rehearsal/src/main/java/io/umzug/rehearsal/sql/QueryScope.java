package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.SqlSession.Parameter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What names, globals and parameters mean to one statement of a session. */
final class QueryScope implements Translator.Scope {

  private static final Map<String, String> BUILT_IN = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    BUILT_IN.put("dbo", "dbo");
    BUILT_IN.put("sys", "sys");
    BUILT_IN.put("INFORMATION_SCHEMA", "INFORMATION_SCHEMA");
  }

  private final EngineSession session;
  private final List<Parameter> parameters;
  private final long rowCount;
  private final boolean definition;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final Map<String, Map<String, String>> schemas = new HashMap<>();

  QueryScope(EngineSession session, List<Parameter> parameters, long rowCount) {
    this(session, parameters, rowCount, false);
  }

  private QueryScope(
      EngineSession session, List<Parameter> parameters, long rowCount, boolean definition) {
    this.session = session;
    this.parameters = parameters;
    this.rowCount = rowCount;
    this.definition = definition;
  }

  /** For a text that outlives the session: its functions ask for whoever runs it. */
  static QueryScope ofDefinition(EngineSession session) {
    return new QueryScope(session, List.of(), 0, true);
  }

  List<@Nullable Object> values() {
    return values;
  }

  void forgetSchemas() {
    schemas.clear();
  }

  @Override
  public String handle() {
    return definition ? "@UMZUG" : Integer.toString(session.handle());
  }

  @Override
  public @Nullable String global(String name) {
    InstanceSettings settings = session.instance().settings();
    return switch (name) {
      case "@@VERSION" -> string(ServerProperties.version(settings));
      case "@@SERVERNAME" -> string(settings.name());
      case "@@SERVICENAME" ->
          string(settings.instanceName().isEmpty() ? "MSSQLSERVER" : settings.instanceName());
      case "@@SPID" -> "CAST(%d AS SMALLINT)".formatted(session.spid());
      case "@@TRANCOUNT" -> Integer.toString(session.transactionCount());
      case "@@OPTIONS" -> Integer.toString(session.switches().value());
      case "@@ROWCOUNT" -> "CAST(%d AS INT)".formatted(rowCount);
      case "@@ERROR", "@@NESTLEVEL", "@@FETCH_STATUS" -> "0";
      case "@@LANGUAGE" -> "'us_english'";
      case "@@MAX_PRECISION" -> "38";
      case "@@LOCK_TIMEOUT" -> "-1";
      case "@@IDENTITY" -> "SCOPE_IDENTITY()";
      case "@@MICROSOFTVERSION" ->
          Integer.toString((settings.majorVersion() << 24) | settings.versionNumbers()[2]);
      default -> null;
    };
  }

  private static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public @Nullable String schema(@Nullable String database, String name) throws SqlRefusal {
    String known = BUILT_IN.get(name);
    return known != null
        ? known
        : schemas(database == null ? session.database() : database).get(name);
  }

  private Map<String, String> schemas(String database) throws SqlRefusal {
    Map<String, String> known = schemas.get(database);
    if (known != null) {
      return known;
    }
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try {
      Connection h2 = session.h2(database);
      try (Statement statement = h2.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
                      + " WHERE SCHEMA_NAME NOT IN ('umzug', 'PUBLIC')")) {
        while (rows.next()) {
          names.put(rows.getString(1), rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw H2Errors.translated(e, List.of(new Token(Token.Kind.END, "", 1)));
    }
    schemas.put(database, names);
    return names;
  }

  @Override
  public @Nullable String database(String name) {
    return session.instance().state().database(name).map(Database::name).orElse(null);
  }

  @Override
  public Catalog catalog() throws SqlRefusal {
    try {
      return session.catalog(session.database());
    } catch (SQLException e) {
      throw H2Errors.translated(e, List.of(new Token(Token.Kind.END, "", 1)));
    }
  }

  @Override
  public String parameter(String name) throws SqlRefusal {
    for (Parameter parameter : parameters) {
      if (parameter.name().equalsIgnoreCase(name)) {
        values.add(parameter.value());
        return Types.parameter(parameter.type(), parameter.value());
      }
    }
    throw SqlRefusal.of(137, 15, 2, "Must declare the scalar variable \"%s\".", name);
  }
}
