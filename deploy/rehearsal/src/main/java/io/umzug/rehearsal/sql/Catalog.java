package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.CatalogSecurity.Permission;
import io.umzug.rehearsal.sql.CatalogSecurity.Property;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one database knows of its objects beyond what H2 can. Held in memory and written through to
 * the table umzug.catalog, which lies in the database and so travels with its backups.
 */
final class Catalog {

  /** A schema; owner is a principal_id. */
  record Schema(int id, String name, int owner) {}

  /** An option of the database that ALTER DATABASE has set. */
  record Setting(String name, String value) {}

  /** Schemas of typed XML; the text as it was given. */
  record XmlCollection(int id, int schema, String name, String content, String created) {}

  static final int DBO = 1;
  static final int SYS = 4;
  private static final String COLLATION = "COLLATION";
  private static final int FIRST_OBJECT = 581577110;
  private static final int FIRST_TYPE = 257;
  private static final int FIRST_XML_COLLECTION = 65536;

  private final CatalogTable kept;
  private final Map<Integer, Schema> schemas = new TreeMap<>();
  private final Map<Integer, TypeDefinition> types = new TreeMap<>();
  private final Map<Integer, CatalogObject> objects = new TreeMap<>();
  private final Map<Integer, Property> properties = new TreeMap<>();
  private final Map<Integer, Permission> permissions = new TreeMap<>();
  private final Map<Integer, Setting> settings = new TreeMap<>();
  private final Map<Integer, XmlCollection> xmlCollections = new TreeMap<>();
  private final AtomicInteger lastObject = new AtomicInteger(FIRST_OBJECT);
  private int version;

  private Catalog(CatalogTable kept) {
    this.kept = kept;
  }

  static Catalog load(Connection h2) throws SQLException {
    CatalogTable table = new CatalogTable(h2);
    Catalog catalog = new Catalog(table);
    table.read("schema", Schema.class, catalog.schemas);
    table.read("type", TypeDefinition.class, catalog.types);
    table.read("object", CatalogObject.class, catalog.objects);
    table.read("property", Property.class, catalog.properties);
    table.read("permission", Permission.class, catalog.permissions);
    table.read("setting", Setting.class, catalog.settings);
    table.read("xml", XmlCollection.class, catalog.xmlCollections);
    for (Schema fixed :
        List.of(
            new Schema(DBO, "dbo", 1),
            new Schema(2, "guest", 2),
            new Schema(3, "INFORMATION_SCHEMA", 3),
            new Schema(4, "sys", 4))) {
      catalog.schemas.putIfAbsent(fixed.id(), fixed);
    }
    catalog.objects.values().forEach(catalog::countIds);
    return catalog;
  }

  private void countIds(CatalogObject object) {
    List<Integer> ids = new ArrayList<>(List.of(object.id()));
    TableDefinition table = object.table();
    if (table != null) {
      table.indexes().forEach(index -> ids.add(index.constraint()));
      table.defaults().forEach(known -> ids.add(known.id()));
      table.checks().forEach(known -> ids.add(known.id()));
      table.foreignKeys().forEach(known -> ids.add(known.id()));
    }
    ids.forEach(id -> lastObject.accumulateAndGet(id, Math::max));
  }

  /** A fresh object_id. */
  int nextId() {
    return lastObject.addAndGet(16);
  }

  /** Whether an option was set to ON. */
  synchronized boolean isOn(String name) {
    return settings.values().stream()
        .anyMatch(setting -> setting.name().equals(name) && setting.value().equals("ON"));
  }

  /** Those that somebody has set. */
  synchronized Map<String, Boolean> switches() {
    return settings.values().stream()
        .collect(Collectors.toMap(Setting::name, setting -> setting.value().equals("ON")));
  }

  synchronized void set(String name, boolean on) throws SQLException {
    set(name, on ? "ON" : "OFF");
  }

  /** What a column has whose definition names none. */
  synchronized String collation() {
    return settings.values().stream()
        .filter(setting -> setting.name().equals(COLLATION))
        .map(Setting::value)
        .findFirst()
        .orElse(ServerProperties.COLLATION);
  }

  synchronized void collation(String name) throws SQLException {
    set(COLLATION, name);
  }

  private void set(String name, String value) throws SQLException {
    int id =
        settings.entrySet().stream()
            .filter(known -> known.getValue().name().equals(name))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(next(settings));
    put("setting", settings, id, new Setting(name, value));
  }

  /** Rises with every change. */
  synchronized int version() {
    return version;
  }

  synchronized List<Schema> schemas() {
    return List.copyOf(schemas.values());
  }

  synchronized List<TypeDefinition> types() {
    return List.copyOf(types.values());
  }

  synchronized List<CatalogObject> objects() {
    return List.copyOf(objects.values());
  }

  List<CatalogObject> objects(String kind) {
    return objects().stream().filter(object -> object.kind().equals(kind)).toList();
  }

  synchronized List<Property> properties() {
    return List.copyOf(properties.values());
  }

  synchronized List<Permission> permissions() {
    return List.copyOf(permissions.values());
  }

  synchronized @Nullable Schema schema(int id) {
    return schemas.get(id);
  }

  @Nullable Schema schema(String name) {
    return TableDefinition.first(schemas(), schema -> schema.name().equalsIgnoreCase(name));
  }

  String schemaName(int id) {
    Schema schema = schema(id);
    return schema == null ? "" : schema.name();
  }

  @Nullable TypeDefinition type(String schema, String name) {
    String where = schema.isEmpty() ? "dbo" : schema;
    return TableDefinition.first(
        types(),
        type ->
            type.name().equalsIgnoreCase(name)
                && schemaName(type.schema()).equalsIgnoreCase(where));
  }

  synchronized @Nullable CatalogObject object(int id) {
    return objects.get(id);
  }

  /** An object by its two names; table types and triggers of the database are none. */
  @Nullable CatalogObject object(String schema, String name) {
    return TableDefinition.first(
        objects(),
        object ->
            object.named()
                && object.name().equalsIgnoreCase(name)
                && schemaName(object.schema()).equalsIgnoreCase(schema));
  }

  /** Whether a constraint or object of the schema is called so. */
  boolean taken(int schema, String name) {
    return objects().stream()
        .filter(object -> object.schema() == schema && object.named())
        .anyMatch(object -> object.name().equalsIgnoreCase(name) || constrained(object, name));
  }

  private static boolean constrained(CatalogObject object, String name) {
    TableDefinition table = object.table();
    return table != null
        && (table.indexes().stream()
                .anyMatch(i -> i.constraint() != 0 && i.name().equalsIgnoreCase(name))
            || table.defaults().stream().anyMatch(d -> d.name().equalsIgnoreCase(name))
            || table.checks().stream().anyMatch(c -> c.name().equalsIgnoreCase(name))
            || table.foreignKeys().stream().anyMatch(f -> f.name().equalsIgnoreCase(name)));
  }

  synchronized Schema addSchema(String name, int owner) throws SQLException {
    int id =
        schemas.keySet().stream().filter(known -> known < 16384).mapToInt(i -> i).max().orElse(4);
    Schema schema = new Schema(Math.max(id, 4) + 1, name, owner);
    return put("schema", schemas, schema.id(), schema);
  }

  synchronized void put(Schema schema) throws SQLException {
    put("schema", schemas, schema.id(), schema);
  }

  synchronized void removeSchema(int id) throws SQLException {
    remove("schema", schemas, id);
    forget(3, id);
  }

  synchronized List<XmlCollection> xmlCollections() {
    return List.copyOf(xmlCollections.values());
  }

  @Nullable XmlCollection xmlCollection(String schema, String name) {
    String where = schema.isEmpty() ? "dbo" : schema;
    return TableDefinition.first(
        xmlCollections(),
        known ->
            known.name().equalsIgnoreCase(name)
                && schemaName(known.schema()).equalsIgnoreCase(where));
  }

  synchronized void addXmlCollection(int schema, String name, String content, String now)
      throws SQLException {
    int id =
        Math.max(
            xmlCollections.keySet().stream().mapToInt(i -> i).max().orElse(0) + 1,
            FIRST_XML_COLLECTION);
    put("xml", xmlCollections, id, new XmlCollection(id, schema, name, content, now));
  }

  synchronized void removeXmlCollection(int id) throws SQLException {
    remove("xml", xmlCollections, id);
    forget(10, id);
  }

  synchronized int nextTypeId() {
    return Math.max(types.keySet().stream().mapToInt(i -> i).max().orElse(0) + 1, FIRST_TYPE);
  }

  synchronized void put(TypeDefinition type) throws SQLException {
    put("type", types, type.id(), type);
  }

  synchronized void removeType(TypeDefinition type) throws SQLException {
    remove("type", types, type.id());
    forget(6, type.id());
    if (type.tableObject() != 0) {
      remove("object", objects, type.tableObject());
    }
  }

  synchronized void put(CatalogObject object) throws SQLException {
    put("object", objects, object.id(), object);
  }

  synchronized void removeObject(int id) throws SQLException {
    CatalogObject object = objects.get(id);
    remove("object", objects, id);
    forget(1, id);
    TableDefinition table = object == null ? null : object.table();
    if (table != null) {
      forget(7, id);
      for (IndexDefinition index : table.indexes()) {
        forget(1, index.constraint());
      }
      for (TableDefinition.DefaultDefinition known : table.defaults()) {
        forget(1, known.id());
      }
      for (TableDefinition.CheckDefinition known : table.checks()) {
        forget(1, known.id());
      }
      for (TableDefinition.ForeignKeyDefinition known : table.foreignKeys()) {
        forget(1, known.id());
      }
    }
    for (CatalogObject child : objects()) {
      if (child.parent() == id) {
        removeObject(child.id());
      }
    }
  }

  /** Drops what is said of a thing that is no more. */
  synchronized void forget(int propertyClass, int major) throws SQLException {
    forget(property -> property.kind() == propertyClass && property.major() == major);
    removePermissions(granted -> granted.kind() == propertyClass && granted.major() == major);
  }

  synchronized void forget(Predicate<Property> unwanted) throws SQLException {
    for (Map.Entry<Integer, Property> entry : List.copyOf(properties.entrySet())) {
      if (unwanted.test(entry.getValue())) {
        remove("property", properties, entry.getKey());
      }
    }
  }

  synchronized void add(Property property) throws SQLException {
    put("property", properties, next(properties), property);
  }

  synchronized void removePermissions(Predicate<Permission> unwanted) throws SQLException {
    for (Map.Entry<Integer, Permission> entry : List.copyOf(permissions.entrySet())) {
      if (unwanted.test(entry.getValue())) {
        remove("permission", permissions, entry.getKey());
      }
    }
  }

  synchronized void add(Permission permission) throws SQLException {
    put("permission", permissions, next(permissions), permission);
  }

  private static int next(Map<Integer, ?> known) {
    return known.keySet().stream().mapToInt(i -> i).max().orElse(0) + 1;
  }

  /** Changes a table's definition. */
  synchronized CatalogObject change(int id, String now, UnaryOperator<TableDefinition> change)
      throws SQLException {
    CatalogObject object = objects.get(id);
    if (object == null) {
      throw new IllegalStateException("There is no object " + id);
    }
    CatalogObject changed = object.with(change.apply(object.asTable()), now);
    put(changed);
    return changed;
  }

  private <T> T put(String kind, Map<Integer, T> all, int id, T value) throws SQLException {
    kept.write(kind, id, value);
    all.put(id, value);
    version++;
    return value;
  }

  private void remove(String kind, Map<Integer, ?> all, int id) throws SQLException {
    kept.delete(kind, id);
    all.remove(id);
    version++;
  }

  Collection<CatalogObject> tables() {
    return objects("U");
  }
}
