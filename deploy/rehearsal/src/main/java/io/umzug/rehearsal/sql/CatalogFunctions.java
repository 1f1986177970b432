package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that ask the catalog. Public because H2 calls them, as {@link Functions} are. */
public final class CatalogFunctions {

  static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("OBJECT_ID", "objectId"),
          Map.entry("OBJECT_NAME", "objectName"),
          Map.entry("OBJECT_SCHEMA_NAME", "objectSchemaName"),
          Map.entry("OBJECT_DEFINITION", "objectDefinition"),
          Map.entry("SCHEMA_NAME", "schemaName"),
          Map.entry("SCHEMA_ID", "schemaId"),
          Map.entry("COL_NAME", "columnName"),
          Map.entry("TYPE_NAME", "typeName"),
          Map.entry("TYPE_ID", "typeId"),
          Map.entry("COLUMNPROPERTY", "columnProperty"),
          Map.entry("OBJECTPROPERTY", "objectProperty"),
          Map.entry("DATABASE_PRINCIPAL_ID", "principalId"),
          Map.entry("XML_SCHEMA_NAMESPACE", "xmlSchemaNamespace"),
          Map.entry("IDENT_CURRENT", "identCurrent"),
          Map.entry("IDENT_SEED", "identSeed"),
          Map.entry("IDENT_INCR", "identIncrement"),
          Map.entry("UMZUG_IDENTITY", "identity"),
          Map.entry("UMZUG_SEQUENCE", "sequence"),
          Map.entry("UMZUG_SEQUENCE_USED", "lastUsed"),
          Map.entry("UMZUG_CATALOG", "view"));

  private CatalogFunctions() {}

  /** The rows of a view, for the database with this number. */
  public static ResultSet view(int key, String name) throws SQLException {
    return CatalogViews.rows(key, name);
  }

  private static @Nullable Catalog catalog(int handle, @Nullable String database)
      throws SQLException {
    EngineSession session = Functions.session(handle);
    Database known =
        session
            .instance()
            .state()
            .database(database == null ? session.database() : database)
            .orElse(null);
    return known == null || known.store().isEmpty() ? null : session.instance().catalog(known);
  }

  private static @Nullable Catalog current(int handle) throws SQLException {
    return catalog(handle, (String) null);
  }

  /** The schemas of a collection, as they were given. */
  public static @Nullable String xmlSchemaNamespace(
      int handle, @Nullable String schema, @Nullable String name) throws SQLException {
    Catalog catalog = current(handle);
    Catalog.XmlCollection found =
        catalog == null || schema == null || name == null
            ? null
            : catalog.xmlCollection(schema, name);
    return found == null ? null : found.content();
  }

  public static @Nullable Integer objectId(int handle, @Nullable String name) throws SQLException {
    return objectId(handle, name, null);
  }

  public static @Nullable Integer objectId(int handle, @Nullable String name, @Nullable String type)
      throws SQLException {
    List<String> parts = name == null ? List.of() : parts(name);
    if (parts.isEmpty()) {
      return null;
    }
    Catalog catalog = catalog(handle, parts.size() > 2 ? parts.getFirst() : null);
    if (catalog == null) {
      return null;
    }
    String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : "dbo";
    String wanted = type == null ? "" : type.strip().toUpperCase(Locale.ROOT);
    for (Object[] row : ObjectRows.all(catalog)) {
      boolean same =
          parts.getLast().equalsIgnoreCase((String) row[0])
              && catalog.schemaName((Integer) row[3]).equalsIgnoreCase(schema)
              && !"TT".equals(row[5]);
      if (same && (wanted.isEmpty() || wanted.equals(row[5]))) {
        return (Integer) row[1];
      }
    }
    return null;
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    try {
      boolean empty = false;
      for (Token token : Lexer.tokens(name)) {
        if (token.isName()) {
          parts.add(token.text());
          empty = false;
        } else if (token.symbol(".")) {
          if (empty) {
            parts.add("dbo");
          }
          empty = true;
        }
      }
    } catch (SqlRefusal _) {
      return List.of();
    }
    return parts;
  }

  private static Object @Nullable [] object(int handle, @Nullable Integer id) throws SQLException {
    Catalog catalog = current(handle);
    if (catalog == null || id == null) {
      return null;
    }
    return ObjectRows.all(catalog).stream()
        .filter(row -> id.equals(row[1]))
        .findFirst()
        .orElse(null);
  }

  public static @Nullable String objectName(int handle, @Nullable Integer id) throws SQLException {
    Object[] row = object(handle, id);
    return row == null ? null : (String) row[0];
  }

  public static @Nullable String objectSchemaName(int handle, @Nullable Integer id)
      throws SQLException {
    Object[] row = object(handle, id);
    Catalog catalog = current(handle);
    return row == null || catalog == null ? null : catalog.schemaName((Integer) row[3]);
  }

  public static @Nullable String objectDefinition(int handle, @Nullable Integer id)
      throws SQLException {
    Catalog catalog = current(handle);
    if (catalog == null || id == null) {
      return null;
    }
    for (CatalogObject object : catalog.objects()) {
      ModuleDefinition module = object.module();
      if (object.id() == id) {
        return module == null ? null : module.definition();
      }
      TableDefinition table = object.table();
      if (table != null) {
        for (TableDefinition.CheckDefinition check : table.checks()) {
          if (check.id() == id) {
            return check.definition();
          }
        }
        for (TableDefinition.DefaultDefinition known : table.defaults()) {
          if (known.id() == id) {
            return known.definition();
          }
        }
      }
    }
    return null;
  }

  public static String schemaName(int handle) {
    return "dbo";
  }

  public static @Nullable String schemaName(int handle, @Nullable Integer id) throws SQLException {
    Catalog catalog = current(handle);
    Catalog.Schema schema = catalog == null || id == null ? null : catalog.schema(id);
    return schema == null ? null : schema.name();
  }

  public static @Nullable Integer schemaId(int handle) {
    return Catalog.DBO;
  }

  public static @Nullable Integer schemaId(int handle, @Nullable String name) throws SQLException {
    Catalog catalog = current(handle);
    Catalog.Schema schema = catalog == null || name == null ? null : catalog.schema(name);
    return schema == null ? null : schema.id();
  }

  private static @Nullable ColumnDefinition column(
      int handle, @Nullable Integer object, @Nullable String name) throws SQLException {
    Catalog catalog = current(handle);
    CatalogObject found = catalog == null || object == null ? null : catalog.object(object);
    return found == null || name == null ? null : PermissionCommands.column(found, name);
  }

  public static @Nullable String columnName(
      int handle, @Nullable Integer object, @Nullable Integer id) throws SQLException {
    Catalog catalog = current(handle);
    CatalogObject found = catalog == null || object == null ? null : catalog.object(object);
    TableDefinition table = found == null ? null : found.table();
    if (table == null || id == null) {
      return null;
    }
    ColumnDefinition column = TableDefinition.first(table.columns(), c -> c.id() == id);
    return column == null ? null : column.name();
  }

  public static @Nullable String typeName(int handle, @Nullable Integer id) throws SQLException {
    for (SystemType type : SystemType.values()) {
      if (id != null && type.userId == id) {
        return type.spelling();
      }
    }
    Catalog catalog = current(handle);
    TypeDefinition type =
        catalog == null || id == null
            ? null
            : TableDefinition.first(catalog.types(), known -> known.id() == id);
    return type == null ? null : type.name();
  }

  public static @Nullable Integer typeId(int handle, @Nullable String name) throws SQLException {
    List<String> parts = name == null ? List.of() : parts(name);
    if (parts.isEmpty()) {
      return null;
    }
    SystemType system = SystemType.named(parts.getLast());
    if (system != null) {
      return system.userId;
    }
    Catalog catalog = current(handle);
    TypeDefinition type =
        catalog == null
            ? null
            : catalog.type(parts.size() > 1 ? parts.getFirst() : "", parts.getLast());
    return type == null ? null : type.id();
  }

  public static @Nullable Integer columnProperty(
      int handle, @Nullable Integer object, @Nullable String name, @Nullable String property)
      throws SQLException {
    ColumnDefinition column = column(handle, object, name);
    if (column == null || property == null) {
      return null;
    }
    return switch (property.toUpperCase(Locale.ROOT)) {
      case "ALLOWSNULL" -> column.nullable() ? 1 : 0;
      case "COLUMNID" -> column.id();
      case "ISIDENTITY" -> column.identity() == null ? 0 : 1;
      case "ISCOMPUTED" -> column.computed() == null ? 0 : 1;
      case "ISROWGUIDCOL" -> column.rowGuid() ? 1 : 0;
      case "ISSPARSE" -> column.sparse() ? 1 : 0;
      case "PRECISION" ->
          column.type().shownPrecision() == 0
              ? column.type().length()
              : column.type().shownPrecision();
      case "SCALE" -> column.type().shownScale();
      default -> null;
    };
  }

  public static @Nullable Integer objectProperty(
      int handle, @Nullable Integer id, @Nullable String property) throws SQLException {
    Object[] row = object(handle, id);
    Catalog catalog = current(handle);
    if (row == null || catalog == null || id == null || property == null) {
      return null;
    }
    CatalogObject object = catalog.object(id);
    TableDefinition table = object == null ? null : object.table();
    ModuleDefinition module = object == null ? null : object.module();
    String wanted = property.toUpperCase(Locale.ROOT);
    boolean holds =
        switch (wanted) {
          case "ISTABLE", "ISUSERTABLE" -> "U".equals(row[5]);
          case "ISVIEW" -> "V".equals(row[5]);
          case "ISPROCEDURE" -> "P".equals(row[5]);
          case "ISTRIGGER" -> "TR".equals(row[5]);
          case "TABLEHASIDENTITY" ->
              table != null && table.columns().stream().anyMatch(c -> c.identity() != null);
          case "TABLEHASPRIMARYKEY" ->
              table != null && table.indexes().stream().anyMatch(IndexDefinition::primary);
          case "EXECISANSINULLSON" -> module != null && module.ansiNulls();
          case "EXECISQUOTEDIDENTON" -> module != null && module.quotedIdentifier();
          case "ISSCHEMABOUND" -> module != null && module.schemaBound();
          default -> false;
        };
    return wanted.equals("SCHEMAID") ? Integer.valueOf((Integer) row[3]) : (holds ? 1 : 0);
  }

  public static @Nullable Integer principalId(Connection h2, int handle, @Nullable String name)
      throws SQLException {
    Principals.Principal principal = name == null ? null : Principals.find(h2, name);
    return principal == null ? null : principal.id();
  }

  private static ColumnDefinition.@Nullable Identity identityOf(int handle, @Nullable String name)
      throws SQLException {
    Integer id = objectId(handle, name, "U");
    Catalog catalog = current(handle);
    CatalogObject table = catalog == null || id == null ? null : catalog.object(id);
    return table == null
        ? null
        : table.asTable().columns().stream()
            .map(ColumnDefinition::identity)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  public static @Nullable Long identSeed(int handle, @Nullable String name) throws SQLException {
    ColumnDefinition.Identity identity = identityOf(handle, name);
    return identity == null ? null : identity.seed().longValue();
  }

  public static @Nullable Long identIncrement(int handle, @Nullable String name)
      throws SQLException {
    ColumnDefinition.Identity identity = identityOf(handle, name);
    return identity == null ? null : identity.increment().longValue();
  }

  /** The last identity value; the seed where there has been none. */
  public static @Nullable Long identCurrent(Connection h2, int handle, @Nullable String name)
      throws SQLException {
    Integer id = objectId(handle, name, "U");
    Catalog catalog = current(handle);
    CatalogObject table = catalog == null || id == null ? null : catalog.object(id);
    if (catalog == null || table == null) {
      return null;
    }
    BigDecimal last = identity(h2, catalog.schemaName(table.schema()), table.name());
    return last == null ? identSeed(handle, name) : Long.valueOf(last.longValue());
  }

  /** The last identity value of a table; null where there has been none. */
  public static @Nullable BigDecimal identity(Connection h2, String schema, String table)
      throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT IDENTITY_BASE, IDENTITY_INCREMENT, IDENTITY_START FROM"
                + " INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND"
                + " IS_IDENTITY = 'YES'")) {
      query.setString(1, schema);
      query.setString(2, table);
      return before(query, null);
    }
  }

  /** The last value of a sequence; its start where there has been none. */
  public static @Nullable BigDecimal sequence(Connection h2, String schema, String name)
      throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT BASE_VALUE, \"INCREMENT\", START_VALUE FROM INFORMATION_SCHEMA.SEQUENCES"
                + " WHERE SEQUENCE_SCHEMA = ? AND SEQUENCE_NAME = ?")) {
      query.setString(1, schema);
      query.setString(2, name);
      BigDecimal unused = new BigDecimal(Long.MIN_VALUE);
      BigDecimal last = before(query, unused);
      if (last != null && last.equals(unused)) {
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return row.getBigDecimal(3);
        }
      }
      return last;
    }
  }

  /** The last value that a sequence has given; null where it has given none. */
  public static @Nullable BigDecimal lastUsed(Connection h2, String schema, String name)
      throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT BASE_VALUE, \"INCREMENT\", START_VALUE FROM INFORMATION_SCHEMA.SEQUENCES"
                + " WHERE SEQUENCE_SCHEMA = ? AND SEQUENCE_NAME = ?")) {
      query.setString(1, schema);
      query.setString(2, name);
      return before(query, null);
    }
  }

  private static @Nullable BigDecimal before(PreparedStatement query, @Nullable BigDecimal unused)
      throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      BigDecimal next = row.getBigDecimal(1);
      if (next == null) {
        return null;
      }
      return next.equals(row.getBigDecimal(3)) ? unused : next.subtract(row.getBigDecimal(2));
    }
  }
}
