package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's built-in functions that H2 lacks. Public because H2 calls them; the first argument
 * of each is the number under which the asking session is known here.
 */
public final class Functions {

  private static final Map<String, String> METHODS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("SERVERPROPERTY", "serverProperty"),
              Map.entry("DB_NAME", "dbName"),
              Map.entry("DB_ID", "dbId"),
              Map.entry("SUSER_SNAME", "suserName"),
              Map.entry("SUSER_NAME", "suserName"),
              Map.entry("ORIGINAL_LOGIN", "suserName"),
              Map.entry("SUSER_SID", "suserSid"),
              Map.entry("IS_SRVROLEMEMBER", "isServerRoleMember"),
              Map.entry("HAS_PERMS_BY_NAME", "hasPermission"),
              Map.entry("HAS_DBACCESS", "hasAccess"),
              Map.entry("IS_MEMBER", "isMember"),
              Map.entry("IS_ROLEMEMBER", "isMember"),
              Map.entry("USER_NAME", "userName"),
              Map.entry("DATABASEPROPERTYEX", "databaseProperty"),
              Map.entry("GETUTCDATE", "utcNow"),
              Map.entry("SYSUTCDATETIME", "utcNow"),
              Map.entry("APP_NAME", "applicationName"),
              Map.entry("HOST_NAME", "hostName"),
              Map.entry("UMZUG_OWNER_SID", "ownerSid"),
              Map.entry("UMZUG_ROWS", "rows"),
              Map.entry("UMZUG_VIEW", "view")));

  static final Set<String> NAMES =
      Stream.of(METHODS, CatalogFunctions.METHODS, Conversions.METHODS)
          .flatMap(methods -> methods.keySet().stream())
          .filter(name -> !name.startsWith("UMZUG_"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<Integer, EngineSession> SESSIONS = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Functions() {}

  static int register(EngineSession session) {
    int handle = NEXT.getAndIncrement();
    SESSIONS.put(handle, session);
    return handle;
  }

  static void forget(int handle) {
    SESSIONS.remove(handle);
  }

  static List<String> definitions() {
    List<String> statements = new ArrayList<>();
    METHODS.forEach((name, method) -> statements.add(alias(name, Functions.class, method)));
    CatalogFunctions.METHODS.forEach(
        (name, method) -> statements.add(alias(name, CatalogFunctions.class, method)));
    Conversions.METHODS.forEach(
        (name, method) -> statements.add(alias(name, Conversions.class, method)));
    return statements;
  }

  private static String alias(String name, Class<?> holder, String method) {
    return "CREATE ALIAS IF NOT EXISTS \"sys\".\"%s\" FOR '%s.%s'"
        .formatted(name, holder.getName(), method);
  }

  static EngineSession session(int handle) throws SQLException {
    EngineSession session = SESSIONS.get(handle);
    if (session == null) {
      throw new SQLException("This function is known to SQL Server sessions only");
    }
    return session;
  }

  public static @Nullable String serverProperty(int handle, @Nullable String name)
      throws SQLException {
    return name == null ? null : ServerProperties.value(session(handle).instance(), name);
  }

  public static String dbName(int handle) throws SQLException {
    return session(handle).database();
  }

  public static @Nullable String dbName(int handle, @Nullable Integer id) throws SQLException {
    for (Database database : session(handle).instance().state().databases()) {
      if (id != null && database.id() == id) {
        return database.name();
      }
    }
    return null;
  }

  public static @Nullable Integer dbId(int handle) throws SQLException {
    return dbId(handle, session(handle).database());
  }

  public static @Nullable Integer dbId(int handle, @Nullable String name) throws SQLException {
    return name == null
        ? null
        : session(handle).instance().state().database(name).map(Database::id).orElse(null);
  }

  public static String suserName(int handle) throws SQLException {
    return session(handle).login().name();
  }

  /** A Windows account has a name although it has no login. */
  public static @Nullable String suserName(int handle, byte @Nullable [] sid) throws SQLException {
    if (sid == null) {
      return null;
    }
    SqlInstance instance = session(handle).instance();
    String hex = HexFormat.of().formatHex(sid);
    return instance
        .state()
        .loginWithSid(hex)
        .map(Login::name)
        .or(() -> WindowsAccounts.name(hex, instance.settings().machineName()))
        .orElse(null);
  }

  public static byte @Nullable [] suserSid(int handle, @Nullable String name) throws SQLException {
    return name == null
        ? null
        : session(handle)
            .instance()
            .state()
            .login(name)
            .map(login -> HexFormat.of().parseHex(login.sid()))
            .orElse(null);
  }

  public static @Nullable Integer isServerRoleMember(int handle, @Nullable String role)
      throws SQLException {
    return isServerRoleMember(handle, role, session(handle).login().name());
  }

  public static @Nullable Integer isServerRoleMember(
      int handle, @Nullable String role, @Nullable String login) throws SQLException {
    if (role == null
        || login == null
        || Logins.SERVER_ROLES.stream().noneMatch(role::equalsIgnoreCase)) {
      return null;
    }
    return session(handle)
        .instance()
        .state()
        .login(login)
        .map(
            known ->
                role.equalsIgnoreCase("public") || known.has("sysadmin") || known.has(role) ? 1 : 0)
        .orElse(null);
  }

  public static @Nullable Integer hasPermission(
      int handle,
      @Nullable String securable,
      @Nullable String securableClass,
      @Nullable String permission)
      throws SQLException {
    if (permission == null) {
      return null;
    }
    EngineSession session = session(handle);
    boolean has =
        switch (permission.toUpperCase(Locale.ROOT)) {
          case "CREATE ANY DATABASE" -> Logins.createsDatabases(session.login());
          case "CONNECT SQL", "VIEW ANY DATABASE" -> true;
          default -> session.login().has("sysadmin");
        };
    return has ? 1 : 0;
  }

  public static @Nullable Integer hasAccess(int handle, @Nullable String name) throws SQLException {
    if (name == null || session(handle).instance().state().database(name).isEmpty()) {
      return null;
    }
    return session(handle).mayEnter(name) ? 1 : 0;
  }

  public static @Nullable Integer isMember(Connection h2, int handle, @Nullable String role)
      throws SQLException {
    return isMember(h2, handle, role, session(handle).userName(h2));
  }

  public static @Nullable Integer isMember(
      Connection h2, int handle, @Nullable String role, @Nullable String user) throws SQLException {
    if (role == null || user == null) {
      return null;
    }
    return Principals.inRole(h2, role, user);
  }

  public static String userName(Connection h2, int handle) throws SQLException {
    return session(handle).userName(h2);
  }

  public static @Nullable String databaseProperty(
      int handle, @Nullable String database, @Nullable String property) throws SQLException {
    if (database == null || property == null) {
      return null;
    }
    return session(handle)
        .instance()
        .state()
        .database(database)
        .map(
            found ->
                switch (property.toUpperCase(Locale.ROOT)) {
                  case "STATUS" -> found.condition().name();
                  case "RECOVERY" -> found.recoveryModel();
                  case "USERACCESS" -> found.userAccess();
                  case "UPDATEABILITY" -> "READ_WRITE";
                  case "COLLATION" -> ServerProperties.COLLATION;
                  default -> "";
                })
        .filter(value -> !value.isEmpty())
        .orElse(null);
  }

  public static LocalDateTime utcNow(int handle) throws SQLException {
    return LocalDateTime.ofInstant(
        session(handle).instance().estate().clock().instant(), ZoneOffset.UTC);
  }

  public static String applicationName(int handle) throws SQLException {
    return session(handle).application();
  }

  public static String hostName(int handle) throws SQLException {
    return session(handle).host();
  }

  public static byte @Nullable [] ownerSid(@Nullable Integer handle) throws SQLException {
    EngineSession session = handle == null ? null : SESSIONS.get(handle);
    return session == null
        ? null
        : session
            .instance()
            .state()
            .database(session.database())
            .map(database -> HexFormat.of().parseHex(database.ownerSid()))
            .orElse(null);
  }

  public static long rows(Connection h2, String schema, String table) throws SQLException {
    return Tables.rows(h2, schema, table);
  }

  /** The rows of an instance-wide catalog view; none for a connection without a session. */
  public static ResultSet view(String name, @Nullable Integer handle) throws SQLException {
    return ServerViews.rows(name, handle == null ? null : SESSIONS.get(handle));
  }
}
