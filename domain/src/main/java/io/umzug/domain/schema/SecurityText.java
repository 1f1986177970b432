package io.umzug.domain.schema;

import static java.util.stream.Collectors.joining;

import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Users, roles, schemas and rights. What step 2a has made already is left as it is (R25). */
final class SecurityText {

  private final SqlServerRelease target;

  SecurityText(SqlServerRelease target) {
    this.target = target;
  }

  List<String> principals(DatabaseSchema schema) {
    List<String> statements = new ArrayList<>();
    for (Principal principal : ownersFirst(schema.principals())) {
      switch (principal) {
        case Principal.User user -> statements.add(unlessThere(user.name(), user(user)));
        case Principal.Role role ->
            statements.add(
                unlessThere(
                    role.name(),
                    "CREATE ROLE %s AUTHORIZATION %s;"
                        .formatted(SqlText.name(role.name()), SqlText.name(role.owner()))));
        case Principal.Unreadable _ -> {}
      }
    }
    return statements;
  }

  private static List<Principal> ownersFirst(List<Principal> principals) {
    Map<ObjectName, Principal> byName = new TreeMap<>();
    Map<ObjectName, Set<ObjectName>> needs = new TreeMap<>();
    for (Principal principal : principals) {
      byName.put(named(principal.name()), principal);
      needs.put(
          named(principal.name()),
          principal instanceof Principal.Role role ? Set.of(named(role.owner())) : Set.of());
    }
    return CreationOrder.of(needs).names().stream().map(byName::get).toList();
  }

  private static ObjectName named(String principal) {
    return new ObjectName("", principal);
  }

  private static String unlessThere(String principal, String statement) {
    return "IF DATABASE_PRINCIPAL_ID(" + SqlText.text(principal) + ") IS NULL\n" + statement;
  }

  private static String user(Principal.User user) {
    String login =
        user.login() == null ? "WITHOUT LOGIN" : "FOR LOGIN " + SqlText.name(user.login());
    String schema =
        user.defaultSchema() == null
            ? ""
            : " WITH DEFAULT_SCHEMA = " + SqlText.name(user.defaultSchema());
    return "CREATE USER " + SqlText.name(user.name()) + " " + login + schema + ";";
  }

  static List<String> schemas(DatabaseSchema schema) {
    return schema.schemas().stream()
        .map(
            each ->
                "CREATE SCHEMA %s AUTHORIZATION %s;"
                    .formatted(SqlText.name(each.name()), SqlText.name(each.owner())))
        .toList();
  }

  List<String> memberships(DatabaseSchema schema) {
    return schema.memberships().stream().map(this::membership).toList();
  }

  /**
   * ALTER ROLE came with 2012, and is what later releases keep. The procedure before it runs in no
   * transaction (15002), so it may be run a second time by whoever was cut off.
   */
  private String membership(Principal.Membership membership) {
    String role = SqlText.text(membership.role());
    String member = SqlText.text(membership.member());
    return target.isOlderThan(SqlServerRelease.SQL_2012)
        ? ("IF NOT EXISTS (SELECT * FROM sys.database_role_members"
                + " WHERE role_principal_id = DATABASE_PRINCIPAL_ID(%s)"
                + " AND member_principal_id = DATABASE_PRINCIPAL_ID(%s))\nEXEC sys.sp_addrolemember %s, %s;")
            .formatted(role, member, role, member)
        : "ALTER ROLE %s ADD MEMBER %s;"
            .formatted(SqlText.name(membership.role()), SqlText.name(membership.member()));
  }

  List<String> permissions(DatabaseSchema schema) {
    return schema.permissions().stream()
        .filter(permission -> !Releases.comesByItself(permission))
        .filter(permission -> Releases.knowsPermission(target, permission.permission()))
        .map(SecurityText::permission)
        .toList();
  }

  private static String permission(Principal.Permission permission) {
    boolean withOption = permission.state().equals("GRANT_WITH_GRANT_OPTION");
    String columns =
        permission.columns().isEmpty()
            ? ""
            : permission.columns().stream().map(SqlText::name).collect(joining(", ", " (", ")"));
    return (withOption ? "GRANT" : permission.state())
        + " "
        + permission.permission()
        + (permission.securable() == null ? "" : " ON " + permission.securable() + columns)
        + " TO "
        + SqlText.name(permission.grantee())
        + (withOption ? " WITH GRANT OPTION;" : ";");
  }
}
