package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.Compression;
import io.umzug.domain.schema.Index;
import io.umzug.domain.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The indexes of all tables, views and table types. */
final class IndexCatalogue {

  /** An index, by the numbers of the catalogue. */
  private record Key(int object, int index) {}

  private static final int HEAP = 0;
  private static final List<Index.Kind> KINDS =
      List.of(
          Index.Kind.CLUSTERED,
          Index.Kind.NONCLUSTERED,
          Index.Kind.XML,
          Index.Kind.SPATIAL,
          Index.Kind.CLUSTERED_COLUMNSTORE,
          Index.Kind.NONCLUSTERED_COLUMNSTORE,
          Index.Kind.HASH);

  private final Catalogue catalogue;
  private final ColumnCatalogue columns;
  private final Map<Key, Compression> compressions = new HashMap<>();
  private final Map<Key, List<Index.Part>> parts = new HashMap<>();
  private final Map<Key, List<String>> included = new HashMap<>();
  private final Map<Key, Index.XmlUse> xml = new HashMap<>();
  private final Map<Integer, List<Index>> indexes = new HashMap<>();
  private final Map<Integer, Table.DataSpace> spaces = new HashMap<>();

  private IndexCatalogue(Catalogue catalogue, ColumnCatalogue columns) {
    this.catalogue = catalogue;
    this.columns = columns;
  }

  static IndexCatalogue read(Catalogue catalogue, ColumnCatalogue columns) throws SQLException {
    IndexCatalogue read = new IndexCatalogue(catalogue, columns);
    read.compressions();
    read.parts();
    read.xml();
    read.indexes();
    return read;
  }

  List<Index> of(int object) {
    return indexes.getOrDefault(object, List.of()).stream()
        .sorted(Comparator.comparing(Index::name))
        .toList();
  }

  /** Of the rows themselves where no clustered index keeps them. */
  Compression ofHeap(int object) {
    return compressions.getOrDefault(new Key(object, HEAP), Compression.NONE);
  }

  Optional<Table.DataSpace> space(int object) {
    return Optional.ofNullable(spaces.get(object));
  }

  private void compressions() throws SQLException {
    catalogue.each(
        row -> {
          Compression compression =
              switch (row.getInt(3)) {
                case 1 -> Compression.ROW;
                case 2 -> Compression.PAGE;
                default -> Compression.NONE;
              };
          compressions.put(key(row), compression);
        },
        "SELECT object_id, index_id, MAX(data_compression) FROM sys.partitions"
            + " GROUP BY object_id, index_id");
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getInt(1), row.getInt(2));
  }

  /** XML, spatial and columnstore indexes have columns, but no key. */
  private void parts() throws SQLException {
    catalogue.each(
        row -> {
          Key key = key(row);
          String column = columns.name(key.object(), row.getInt(3));
          boolean inKey = row.getInt(4) > 0;
          int type = row.getInt(7);
          if (row.getBoolean(6) || type == 5 || type == 6) {
            included.computeIfAbsent(key, _ -> new ArrayList<>()).add(column);
          } else if (inKey || type == 3 || type == 4) {
            parts
                .computeIfAbsent(key, _ -> new ArrayList<>())
                .add(new Index.Part(column, row.getBoolean(5)));
          }
        },
        "SELECT ic.object_id, ic.index_id, ic.column_id, ic.key_ordinal, ic.is_descending_key,"
            + " ic.is_included_column, i.type FROM sys.index_columns ic"
            + " JOIN sys.indexes i ON i.object_id = ic.object_id AND i.index_id = ic.index_id"
            + " ORDER BY ic.object_id, ic.index_id, ic.key_ordinal, ic.index_column_id");
  }

  private void xml() throws SQLException {
    catalogue.each(
        row -> xml.put(key(row), new Index.XmlUse(row.getString(3), row.getString(4))),
        "SELECT x.object_id, x.index_id, p.name, x.secondary_type_desc FROM sys.xml_indexes x"
            + " LEFT JOIN sys.xml_indexes p ON p.object_id = x.object_id"
            + " AND p.index_id = x.using_xml_index_id");
  }

  private void indexes() throws SQLException {
    catalogue.each(
        row -> {
          Key key = key(row);
          space(row, key);
          int type = row.getInt("type");
          if (type > HEAP && type <= KINDS.size()) {
            indexes
                .computeIfAbsent(key.object(), _ -> new ArrayList<>())
                .add(index(row, key, KINDS.get(type - 1), xml.get(key)));
          }
        },
        "SELECT i.object_id, i.index_id, i.name, i.type, i.is_unique, i.is_primary_key,"
            + " i.is_unique_constraint, i.fill_factor, i.is_padded, i.ignore_dup_key,"
            + " i.allow_row_locks, i.allow_page_locks, i.is_disabled, i.filter_definition,"
            + " ds.name AS space_name, ds.type AS space_type, ds.is_default AS space_is_default,"
            + " st.no_recompute FROM sys.indexes i"
            + " LEFT JOIN sys.data_spaces ds ON ds.data_space_id = i.data_space_id"
            + " LEFT JOIN sys.stats st ON st.object_id = i.object_id AND st.stats_id = i.index_id"
            + " WHERE i.is_hypothetical = 0");
  }

  /** Filegroup (FG) or partition scheme (PS); FILESTREAM and memory are told by the columns. */
  private void space(ResultSet row, Key key) throws SQLException {
    String type = row.getString("space_type");
    if (key.index() <= 1 && type != null) {
      boolean partitioned = type.strip().equals("PS");
      if (partitioned || (type.strip().equals("FG") && !row.getBoolean("space_is_default"))) {
        spaces.put(key.object(), new Table.DataSpace(row.getString("space_name"), partitioned));
      }
    }
  }

  private Index index(ResultSet row, Key key, Index.Kind kind, Index.@Nullable XmlUse xmlUse)
      throws SQLException {
    Index.Role role =
        row.getBoolean("is_primary_key")
            ? Index.Role.PRIMARY_KEY
            : row.getBoolean("is_unique_constraint")
                ? Index.Role.UNIQUE_CONSTRAINT
                : Index.Role.INDEX;
    return new Index(
        row.getString("name"),
        role,
        kind,
        row.getBoolean("is_unique"),
        parts.getOrDefault(key, List.of()),
        included.getOrDefault(key, List.of()),
        row.getString("filter_definition"),
        new Index.Options(
            row.getInt("fill_factor"),
            row.getBoolean("is_padded"),
            row.getBoolean("ignore_dup_key"),
            row.getBoolean("allow_row_locks"),
            row.getBoolean("allow_page_locks"),
            row.getBoolean("no_recompute"),
            compressions.getOrDefault(key, Compression.NONE)),
        row.getBoolean("is_disabled"),
        xmlUse);
  }
}
