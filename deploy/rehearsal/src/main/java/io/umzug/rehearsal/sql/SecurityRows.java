package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.row;

import io.umzug.rehearsal.sql.CatalogSecurity.Permission;
import io.umzug.rehearsal.sql.CatalogSecurity.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of sys.database_permissions and sys.extended_properties. */
final class SecurityRows {

  /** Behind sys.database_permissions, which also has CONNECT of every user. */
  static final String PERMISSIONS = "UMZUG_PERMISSIONS";

  private SecurityRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put(
        PERMISSIONS,
        CatalogView.of(
            "class tinyint, class_desc nvarchar(60), major_id int, minor_id int,"
                + " grantee_principal_id int, grantor_principal_id int, type char(4),"
                + " permission_name nvarchar(128), state char(1), state_desc nvarchar(60)",
            SecurityRows::permissions));
    views.put(
        "extended_properties",
        CatalogView.of(
            "class tinyint, class_desc nvarchar(60), major_id int, minor_id int, name sysname,"
                + " value nvarchar(3750)",
            SecurityRows::properties));
    return views;
  }

  private static String description(int kind) {
    return switch (kind) {
      case 0 -> "DATABASE";
      case 1 -> "OBJECT_OR_COLUMN";
      case 2 -> "PARAMETER";
      case 3 -> "SCHEMA";
      case 4 -> "DATABASE_PRINCIPAL";
      case 6 -> "TYPE";
      case 7 -> "INDEX";
      case 8 -> "TYPE_COLUMN";
      case 10 -> "XML_SCHEMA_COLLECTION";
      default -> throw new IllegalArgumentException("class " + kind);
    };
  }

  private static List<@Nullable Object[]> permissions(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Permission permission : catalog.permissions()) {
      rows.add(
          row(
              permission.kind(),
              description(permission.kind()),
              permission.major(),
              permission.minor(),
              permission.grantee(),
              permission.grantor(),
              PermissionCommands.code(permission.name()),
              permission.name(),
              permission.state(),
              switch (permission.state()) {
                case "D" -> "DENY";
                case "W" -> "GRANT_WITH_GRANT_OPTION";
                default -> "GRANT";
              }));
    }
    return rows;
  }

  private static List<@Nullable Object[]> properties(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Property property : catalog.properties()) {
      rows.add(
          row(
              property.kind(),
              description(property.kind()),
              property.major(),
              property.minor(),
              property.name(),
              property.value()));
    }
    return rows;
  }
}
