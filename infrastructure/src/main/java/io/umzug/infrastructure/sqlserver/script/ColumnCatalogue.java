package io.umzug.infrastructure.sqlserver.script;

import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2016;

import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.LeftOut;
import io.umzug.domain.schema.ObjectName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of all tables and table types. */
final class ColumnCatalogue {

  /** A column, by the numbers of the catalogue. */
  record Key(int object, int column) {}

  private final Catalogue catalogue;
  private final Map<Key, Column.Identity> identities = new HashMap<>();
  private final Map<Key, Column.Computed> computed = new HashMap<>();
  private final Map<Key, Column.DefaultValue> defaults = new HashMap<>();
  private final Map<Key, String> masks = new HashMap<>();
  private final Map<Integer, List<Column>> columns = new HashMap<>();
  private final Map<Key, String> names = new HashMap<>();
  private final Map<Key, String> unknown = new HashMap<>();

  private ColumnCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static ColumnCatalogue read(Catalogue catalogue) throws SQLException {
    ColumnCatalogue read = new ColumnCatalogue(catalogue);
    read.particulars();
    read.columns();
    return read;
  }

  List<Column> of(int object) {
    return columns.getOrDefault(object, List.of());
  }

  String name(int object, int column) {
    return names.getOrDefault(new Key(object, column), "?");
  }

  /** Columns of types that no script can name. */
  List<LeftOut> leftOut(Map<Integer, ObjectName> objects) {
    List<LeftOut> left = new ArrayList<>();
    unknown.forEach(
        (key, type) -> {
          ObjectName object = objects.get(key.object());
          if (object != null) {
            left.add(
                new LeftOut(
                    LeftOut.Kind.COLUMN_TYPE,
                    object + "." + name(key.object(), key.column()) + " (" + type + ")",
                    true));
          }
        });
    return left;
  }

  private void particulars() throws SQLException {
    catalogue.each(
        row ->
            identities.put(
                key(row),
                new Column.Identity(
                    row.getString(3), row.getString(4), row.getBoolean(6), row.getString(5))),
        "SELECT object_id, column_id, CONVERT(nvarchar(40), seed_value),"
            + " CONVERT(nvarchar(40), increment_value), CONVERT(nvarchar(40), last_value),"
            + " is_not_for_replication FROM sys.identity_columns");
    catalogue.each(
        row -> computed.put(key(row), new Column.Computed(row.getString(3), row.getBoolean(4))),
        "SELECT object_id, column_id, definition, is_persisted FROM sys.computed_columns");
    catalogue.each(
        row -> defaults.put(key(row), new Column.DefaultValue(row.getString(3), row.getString(4))),
        "SELECT parent_object_id, parent_column_id, name, definition FROM sys.default_constraints");
    if (catalogue.isSince(SQL_2016)) {
      catalogue.each(
          row -> masks.put(key(row), row.getString(3)),
          "SELECT object_id, column_id, masking_function FROM sys.masked_columns");
    }
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getInt(1), row.getInt(2));
  }

  private void columns() throws SQLException {
    catalogue.each(
        this::column,
        "SELECT c.object_id, c.column_id, c.name, "
            + TypeColumns.SELECTED
            + ", c.is_nullable, c.collation_name, c.is_rowguidcol, c.is_sparse, c.is_column_set,"
            + " c.is_filestream, c.is_ansi_padded, c.is_xml_document, xs.name AS xml_schema,"
            + " x.name AS xml_name, "
            + catalogue.since(SQL_2016, "c.encryption_type", "0")
            + " AS encryption, "
            + catalogue.since(SQL_2016, "c.generated_always_type", "0")
            + " AS generated, "
            + catalogue.since(SQL_2016, "c.is_hidden", "0")
            + " AS hidden FROM sys.columns c"
            + " JOIN sys.objects o ON o.object_id = c.object_id"
            + TypeColumns.JOINED
            + " LEFT JOIN sys.xml_schema_collections x"
            + " ON x.xml_collection_id = c.xml_collection_id AND c.xml_collection_id > 1"
            + " LEFT JOIN sys.schemas xs ON xs.schema_id = x.schema_id"
            + " WHERE o.type IN ('U', 'V', 'TT') ORDER BY c.object_id, c.column_id");
  }

  private void column(ResultSet row) throws SQLException {
    Key key = key(row);
    String name = row.getString(3);
    names.put(key, name);
    String xml = row.getString("xml_name");
    ObjectName collection = xml == null ? null : new ObjectName(row.getString("xml_schema"), xml);
    Optional<DataType> type = TypeColumns.read(row, collection, row.getBoolean("is_xml_document"));
    if (type.isEmpty()) {
      unknown.put(key, row.getString("type_name"));
      return;
    }
    boolean characters = type.get().base().isCharacter();
    columns
        .computeIfAbsent(key.object(), _ -> new ArrayList<>())
        .add(
            new Column(
                name,
                type.get(),
                row.getBoolean("is_nullable"),
                characters ? row.getString("collation_name") : null,
                identities.get(key),
                computed.get(key),
                defaults.get(key),
                traits(row, masks.get(key))));
  }

  private static Column.Traits traits(ResultSet row, @Nullable String mask) throws SQLException {
    int generated = row.getInt("generated");
    return new Column.Traits(
        row.getBoolean("is_sparse"),
        row.getBoolean("is_column_set"),
        row.getBoolean("is_rowguidcol"),
        row.getBoolean("is_filestream"),
        row.getInt("encryption") != 0,
        row.getBoolean("is_ansi_padded") || !isPadded(row.getString("type_name")),
        mask,
        generated == 1 ? "START" : generated == 2 ? "END" : null,
        row.getBoolean("hidden"));
  }

  /** The setting means something for these only. */
  private static boolean isPadded(String type) {
    return type.equals("char")
        || type.equals("varchar")
        || type.equals("binary")
        || type.equals("varbinary");
  }
}
