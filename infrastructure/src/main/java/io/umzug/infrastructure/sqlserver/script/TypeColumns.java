package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.SystemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns by which the catalogue tells a type, and what they mean. */
final class TypeColumns {

  /** For a row {@code c} with {@code user_type_id}, {@code system_type_id}, {@code max_length} … */
  static final String SELECTED =
      "t.name AS type_name, t.is_user_defined AS type_is_user, ts.name AS type_schema,"
          + " b.name AS base_name, c.max_length AS max_length, c.precision AS type_precision,"
          + " c.scale AS type_scale";

  static final String JOINED =
      " JOIN sys.types t ON t.user_type_id = c.user_type_id"
          + " JOIN sys.schemas ts ON ts.schema_id = t.schema_id"
          + " LEFT JOIN sys.types b ON b.user_type_id = c.system_type_id";

  private TypeColumns() {}

  /** Empty for types of assemblies, and for those of releases to come. */
  static Optional<DataType> read(
      ResultSet row, @Nullable ObjectName xmlCollection, boolean xmlDocument) throws SQLException {
    String name = row.getString("type_name");
    String base = row.getString("base_name");
    boolean user = row.getBoolean("type_is_user");
    int length = row.getInt("max_length");
    int precision = row.getInt("type_precision");
    int scale = row.getInt("type_scale");
    ObjectName alias = user ? new ObjectName(row.getString("type_schema"), name) : null;
    return SystemType.named(user ? String.valueOf(base) : name)
        .map(
            type ->
                new DataType(type, alias, length, precision, scale, xmlCollection, xmlDocument));
  }
}
