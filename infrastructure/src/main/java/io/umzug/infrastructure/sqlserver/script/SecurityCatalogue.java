package io.umzug.infrastructure.sqlserver.script;

import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2012;

import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.Principal;
import io.umzug.domain.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users, roles, schemas and rights. */
final class SecurityCatalogue {

  private static final String OWN =
      "NOT IN ('dbo', 'guest', 'sys', 'INFORMATION_SCHEMA', 'public')";
  private static final int OF_THE_SERVER = 16384;
  private static final int WITHOUT_LOGIN = 0;
  private static final int WITH_A_PASSWORD = 2;

  /** Before 2012: a user WITHOUT LOGIN has a longer security identifier than any login's. */
  private static final int LOGIN_SID_BYTES = 16;

  private final Catalogue catalogue;

  SecurityCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  List<Principal> principals() throws SQLException {
    return catalogue.rows(
        SecurityCatalogue::principal,
        "SELECT p.name, p.type, p.default_schema_name, sp.name AS login, o.name AS owner,"
            + " DATALENGTH(p.sid) AS sid_bytes, "
            + catalogue.since(SQL_2012, "p.authentication_type", "1")
            + " AS authentication FROM sys.database_principals p"
            + " LEFT JOIN sys.server_principals sp ON sp.sid = p.sid"
            + " LEFT JOIN sys.database_principals o ON o.principal_id = p.owning_principal_id"
            + " WHERE p.is_fixed_role = 0 AND p.name "
            + OWN
            + " ORDER BY p.name");
  }

  private static Principal principal(ResultSet row) throws SQLException {
    String name = row.getString("name");
    String login = row.getString("login");
    String schema = row.getString("default_schema_name");
    return switch (row.getString("type").strip()) {
      case "R" -> new Principal.Role(name, row.getString("owner"));
      case "S" ->
          row.getInt("authentication") == WITH_A_PASSWORD
              ? new Principal.Unreadable(name, "a user with a password of its own")
              : new Principal.User(name, sqlLogin(row, name, login), false, schema);
      case "U", "G" -> new Principal.User(name, login == null ? name : login, true, schema);
      case "A" -> new Principal.Unreadable(name, "an application role");
      case "C", "K" -> new Principal.Unreadable(name, "a user of a certificate or key");
      default -> new Principal.Unreadable(name, "a user of a directory outside");
    };
  }

  /** A user whose login is gone is one for a login of its own name. */
  private static @Nullable String sqlLogin(ResultSet row, String name, @Nullable String login)
      throws SQLException {
    boolean withoutLogin =
        row.getInt("authentication") == WITHOUT_LOGIN || row.getInt("sid_bytes") > LOGIN_SID_BYTES;
    return login == null && !withoutLogin ? name : login;
  }

  List<Principal.Membership> memberships() throws SQLException {
    return catalogue.rows(
        row -> new Principal.Membership(row.getString(1), row.getString(2)),
        "SELECT r.name, m.name FROM sys.database_role_members rm"
            + " JOIN sys.database_principals r ON r.principal_id = rm.role_principal_id"
            + " JOIN sys.database_principals m ON m.principal_id = rm.member_principal_id"
            + " WHERE m.name <> 'dbo' ORDER BY r.name, m.name");
  }

  List<Principal.Schema> schemas() throws SQLException {
    return catalogue.rows(
        row -> new Principal.Schema(row.getString(1), row.getString(2)),
        "SELECT s.name, p.name FROM sys.schemas s"
            + " JOIN sys.database_principals p ON p.principal_id = s.principal_id"
            + " WHERE s.schema_id < "
            + OF_THE_SERVER
            + " AND s.name "
            + OWN
            + " ORDER BY s.name");
  }

  /** CONNECT comes with the user itself. */
  List<Principal.Permission> permissions(Map<Integer, ObjectName> objects, ColumnCatalogue columns)
      throws SQLException {
    List<Principal.Permission> permissions = new ArrayList<>();
    catalogue.each(
        row -> {
          Securable securable = securable(row, objects, columns);
          if (securable.known()) {
            permissions.add(
                new Principal.Permission(
                    row.getString("state_desc"),
                    row.getString("permission_name"),
                    securable.name(),
                    securable.columns(),
                    row.getString("grantee")));
          }
        },
        "SELECT p.class, p.major_id, p.minor_id, p.permission_name, p.state_desc,"
            + " g.name AS grantee, s.name AS schema_name, pr.name AS principal_name,"
            + " pr.type AS principal_type, t.name AS type_name, ts.name AS type_schema,"
            + " x.name AS xml_name, xs.name AS xml_schema"
            + " FROM sys.database_permissions p"
            + " JOIN sys.database_principals g ON g.principal_id = p.grantee_principal_id"
            + " LEFT JOIN sys.schemas s ON p.class = 3 AND s.schema_id = p.major_id"
            + " LEFT JOIN sys.database_principals pr"
            + " ON p.class = 4 AND pr.principal_id = p.major_id"
            + " LEFT JOIN sys.types t ON p.class = 6 AND t.user_type_id = p.major_id"
            + " LEFT JOIN sys.schemas ts ON ts.schema_id = t.schema_id"
            + " LEFT JOIN sys.xml_schema_collections x"
            + " ON p.class = 10 AND x.xml_collection_id = p.major_id"
            + " LEFT JOIN sys.schemas xs ON xs.schema_id = x.schema_id"
            + " WHERE p.major_id >= 0 AND g.name <> 'dbo'"
            + " AND NOT (p.class = 0 AND p.permission_name = 'CONNECT'"
            + " AND p.state_desc = 'GRANT')");
    permissions.sort(
        Comparator.comparing((Principal.Permission permission) -> permission.grantee())
            .thenComparing(permission -> String.valueOf(permission.securable()))
            .thenComparing(Principal.Permission::permission)
            .thenComparing(permission -> permission.columns().toString())
            .thenComparing(Principal.Permission::state));
    return permissions;
  }

  /**
   * What a right is about.
   *
   * @param name null for the database
   */
  private record Securable(boolean known, @Nullable String name, List<String> columns) {}

  private static Securable securable(
      ResultSet row, Map<Integer, ObjectName> objects, ColumnCatalogue columns)
      throws SQLException {
    return switch (row.getInt("class")) {
      case 0 -> new Securable(true, null, List.of());
      case 1 -> object(row, objects, columns);
      case 3 -> of("SCHEMA", SqlText.name(row.getString("schema_name")));
      case 4 ->
          of(
              row.getString("principal_type").strip().equals("R") ? "ROLE" : "USER",
              SqlText.name(row.getString("principal_name")));
      case 6 ->
          of(
              "TYPE",
              new ObjectName(row.getString("type_schema"), row.getString("type_name")).quoted());
      case 10 ->
          of(
              "XML SCHEMA COLLECTION",
              new ObjectName(row.getString("xml_schema"), row.getString("xml_name")).quoted());
      // Assemblies, certificates and the like are told as left out themselves.
      default -> new Securable(false, null, List.of());
    };
  }

  private static Securable object(
      ResultSet row, Map<Integer, ObjectName> objects, ColumnCatalogue columns)
      throws SQLException {
    int object = row.getInt("major_id");
    int column = row.getInt("minor_id");
    ObjectName name = objects.get(object);
    return name == null
        ? new Securable(false, null, List.of())
        : new Securable(
            true,
            "OBJECT::" + name.quoted(),
            column == 0 ? List.of() : List.of(columns.name(object, column)));
  }

  private static Securable of(String kind, String name) {
    return new Securable(true, kind + "::" + name, List.of());
  }
}
