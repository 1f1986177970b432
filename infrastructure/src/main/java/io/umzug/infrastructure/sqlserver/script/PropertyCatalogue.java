package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.ExtendedProperty;
import io.umzug.domain.schema.ExtendedProperty.Level;
import io.umzug.domain.schema.LeftOut;
import io.umzug.domain.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Extended properties, with the way from the schema down to what they are about. */
final class PropertyCatalogue {

  private static final Map<String, String> LEVELS =
      Map.ofEntries(
          Map.entry("U", "TABLE"),
          Map.entry("V", "VIEW"),
          Map.entry("P", "PROCEDURE"),
          Map.entry("FN", "FUNCTION"),
          Map.entry("IF", "FUNCTION"),
          Map.entry("TF", "FUNCTION"),
          Map.entry("SN", "SYNONYM"),
          Map.entry("SO", "SEQUENCE"),
          Map.entry("PK", "CONSTRAINT"),
          Map.entry("UQ", "CONSTRAINT"),
          Map.entry("F", "CONSTRAINT"),
          Map.entry("C", "CONSTRAINT"),
          Map.entry("D", "CONSTRAINT"),
          Map.entry("TR", "TRIGGER"));

  private static final Set<String> TEXTS = Set.of("nvarchar", "nchar", "varchar", "char");

  private final List<ExtendedProperty> properties = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  private PropertyCatalogue() {}

  static PropertyCatalogue read(Catalogue catalogue) throws SQLException {
    PropertyCatalogue read = new PropertyCatalogue();
    read.look(catalogue);
    return read;
  }

  List<ExtendedProperty> all() {
    return properties;
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  private void look(Catalogue catalogue) throws SQLException {
    catalogue.each(
        row -> {
          List<Level> levels = levels(row);
          if (!levels.isEmpty() || row.getInt("class") == 0) {
            properties.add(new ExtendedProperty(row.getString("name"), value(row), levels));
          } else {
            leftOut.add(new LeftOut(LeftOut.Kind.EXTENDED_PROPERTY, row.getString("name"), false));
          }
        },
        "SELECT "
            + Variants.selected("e.value")
            + ", e.class, e.minor_id, e.name, s.name AS schema_name, os.name AS object_schema,"
            + " o.name AS object_name, o.type AS object_type, po.name AS parent_name,"
            + " po.type AS parent_type, c.name AS column_name, i.name AS index_name,"
            + " pa.name AS parameter_name, t.name AS type_name, ts.name AS type_schema,"
            + " pr.name AS principal_name, x.name AS xml_name, xs.name AS xml_schema,"
            + " tr.name AS trigger_name FROM sys.extended_properties e"
            + " LEFT JOIN sys.schemas s ON e.class = 3 AND s.schema_id = e.major_id"
            + " LEFT JOIN sys.objects o ON e.class IN (1, 2, 7) AND o.object_id = e.major_id"
            + " AND o.is_ms_shipped = 0"
            + " LEFT JOIN sys.schemas os ON os.schema_id = o.schema_id"
            + " LEFT JOIN sys.objects po ON po.object_id = o.parent_object_id"
            + " LEFT JOIN sys.columns c ON e.class = 1 AND c.object_id = e.major_id"
            + " AND c.column_id = e.minor_id"
            + " LEFT JOIN sys.parameters pa ON e.class = 2 AND pa.object_id = e.major_id"
            + " AND pa.parameter_id = e.minor_id"
            + " LEFT JOIN sys.indexes i ON e.class = 7 AND i.object_id = e.major_id"
            + " AND i.index_id = e.minor_id"
            + " LEFT JOIN sys.types t ON e.class = 6 AND t.user_type_id = e.major_id"
            + " LEFT JOIN sys.schemas ts ON ts.schema_id = t.schema_id"
            + " LEFT JOIN sys.database_principals pr ON e.class = 4"
            + " AND pr.principal_id = e.major_id"
            + " LEFT JOIN sys.xml_schema_collections x ON e.class = 10"
            + " AND x.xml_collection_id = e.major_id"
            + " LEFT JOIN sys.schemas xs ON xs.schema_id = x.schema_id"
            + " LEFT JOIN sys.triggers tr ON e.class = 1 AND tr.parent_class = 0"
            + " AND tr.object_id = e.major_id");
    properties.sort(
        Comparator.comparing((ExtendedProperty property) -> property.levels().toString())
            .thenComparing(ExtendedProperty::name));
  }

  private static String value(ResultSet row) throws SQLException {
    String base = row.getString(2);
    if (base == null || !TEXTS.contains(base)) {
      return Variants.literal(row, 1);
    }
    String text = row.getString(1);
    // A sql_variant takes no text without a length.
    return SqlText.isPlain(text)
        ? SqlText.text(text)
        : "CAST(" + SqlText.text(text) + " AS [nvarchar](3750))";
  }

  /** Empty for the database, and for what no script of Umzug carries. */
  private static List<Level> levels(ResultSet row) throws SQLException {
    return switch (row.getInt("class")) {
      case 1 ->
          row.getString("trigger_name") == null
              ? object(row, row.getString("column_name"), "COLUMN")
              : List.of(
                  new Level(ExtendedProperty.DATABASE_TRIGGER, row.getString("trigger_name")));
      case 2 -> object(row, row.getString("parameter_name"), "PARAMETER");
      case 3 -> List.of(new Level("SCHEMA", row.getString("schema_name")));
      case 4 -> List.of(new Level(ExtendedProperty.PRINCIPAL, row.getString("principal_name")));
      case 6 -> inSchema(row.getString("type_schema"), "TYPE", row.getString("type_name"));
      case 7 -> object(row, row.getString("index_name"), "INDEX");
      case 10 ->
          inSchema(row.getString("xml_schema"), "XML SCHEMA COLLECTION", row.getString("xml_name"));
      default -> List.of();
    };
  }

  private static List<Level> inSchema(String schema, String type, String name) {
    return List.of(new Level("SCHEMA", schema), new Level(type, name));
  }

  private static List<Level> object(ResultSet row, @Nullable String part, String partType)
      throws SQLException {
    String objectType = row.getString("object_type");
    String type = objectType == null ? null : LEVELS.get(objectType.strip());
    if (type == null) {
      return List.of();
    }
    List<Level> levels = new ArrayList<>();
    levels.add(new Level("SCHEMA", row.getString("object_schema")));
    String parent = row.getString("parent_type");
    if (parent != null) {
      levels.add(
          new Level(LEVELS.getOrDefault(parent.strip(), "TABLE"), row.getString("parent_name")));
    }
    levels.add(new Level(type, row.getString("object_name")));
    if (part != null) {
      levels.add(new Level(partType, part));
    }
    return levels;
  }
}
