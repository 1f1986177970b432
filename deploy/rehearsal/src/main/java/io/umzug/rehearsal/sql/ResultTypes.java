package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Origin;
import io.umzug.rehearsal.tds.SqlType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of a result's columns: a table's own where it is one of its columns, else H2's. */
final class ResultTypes {

  private ResultTypes() {}

  static SqlType wire(ResultSetMetaData description, int column, @Nullable Catalog catalog)
      throws SQLException {
    SqlType system = ofSystemView(description, column);
    if (system != null) {
      return system;
    }
    ColumnDefinition known = catalog == null ? null : known(description, column, catalog);
    return known == null ? Types.of(description, column) : known.type().wire();
  }

  static Origin origin(ResultSetMetaData description, int column, Catalog catalog)
      throws SQLException {
    ColumnDefinition known = known(description, column, catalog);
    if (known == null) {
      return Origin.ORDINARY;
    }
    if (known.type().system() == SystemType.TIMESTAMP) {
      return Origin.ROW_VERSION;
    }
    return known.identity() != null
        ? Origin.IDENTITY
        : known.computed() != null ? Origin.COMPUTED : Origin.ORDINARY;
  }

  private static @Nullable SqlType ofSystemView(ResultSetMetaData description, int column)
      throws SQLException {
    if (!"sys".equals(description.getSchemaName(column))) {
      return null;
    }
    CatalogView view = CatalogViews.named(description.getTableName(column));
    CatalogView.Column known = view == null ? null : view.column(description.getColumnName(column));
    return known == null ? null : known.wire();
  }

  private static @Nullable ColumnDefinition known(
      ResultSetMetaData description, int column, Catalog catalog) throws SQLException {
    String table = Objects.requireNonNullElse(description.getTableName(column), "");
    if (table.isEmpty()) {
      return null;
    }
    CatalogObject object =
        catalog.object(Objects.requireNonNullElse(description.getSchemaName(column), ""), table);
    String name = description.getColumnName(column);
    if (object == null) {
      return null;
    }
    if (object.table() != null) {
      return object.table().column(name);
    }
    ModuleDefinition module = object.module();
    return module == null
        ? null
        : TableDefinition.first(module.columns(), c -> c.name().equalsIgnoreCase(name));
  }

  /** A catalog type for a column of a result. */
  static ColumnType column(ResultSetMetaData description, int column, Catalog catalog)
      throws SQLException {
    ColumnDefinition known = known(description, column, catalog);
    return known == null ? of(Types.of(description, column)) : known.type();
  }

  static ColumnType of(SqlType type) {
    return switch (type.name()) {
      case BIT -> ColumnType.of(SystemType.BIT);
      case TINYINT -> ColumnType.of(SystemType.TINYINT);
      case SMALLINT -> ColumnType.of(SystemType.SMALLINT);
      case INT -> ColumnType.of(SystemType.INT);
      case BIGINT -> ColumnType.of(SystemType.BIGINT);
      case DECIMAL ->
          new ColumnType(SystemType.DECIMAL, 0, type.precision(), type.scale(), 0, null, 0);
      case MONEY -> ColumnType.of(SystemType.MONEY);
      case REAL -> ColumnType.of(SystemType.REAL);
      case FLOAT -> ColumnType.of(SystemType.FLOAT);
      case NVARCHAR -> ColumnType.sized(SystemType.NVARCHAR, length(type, 4000));
      case VARCHAR -> ColumnType.sized(SystemType.VARCHAR, length(type, 8000));
      case VARBINARY -> ColumnType.sized(SystemType.VARBINARY, length(type, 8000));
      case UNIQUEIDENTIFIER -> ColumnType.of(SystemType.UNIQUEIDENTIFIER);
      case DATE -> ColumnType.of(SystemType.DATE);
      case TIME -> new ColumnType(SystemType.TIME, 0, 0, type.scale(), 0, null, 0);
      case DATETIME -> ColumnType.of(SystemType.DATETIME);
      case DATETIME2 -> new ColumnType(SystemType.DATETIME2, 0, 0, type.scale(), 0, null, 0);
      case DATETIMEOFFSET ->
          new ColumnType(SystemType.DATETIMEOFFSET, 0, 0, type.scale(), 0, null, 0);
    };
  }

  private static int length(SqlType type, int longest) {
    return type.length() < 0 || type.length() > longest ? SqlType.MAX : Math.max(type.length(), 1);
  }
}
