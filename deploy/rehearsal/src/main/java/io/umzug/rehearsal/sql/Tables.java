package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Keeps sys.tables' own facts (object_id, create_date) in step with the tables there are. */
final class Tables {

  private static final String PRESENT =
      "SELECT 1 FROM INFORMATION_SCHEMA.TABLES i WHERE i.TABLE_TYPE = 'BASE TABLE'"
          + " AND CAST(i.TABLE_SCHEMA AS VARCHAR_IGNORECASE) = o.schema_name"
          + " AND CAST(i.TABLE_NAME AS VARCHAR_IGNORECASE) = o.name";

  private Tables() {}

  /** After a table was created or dropped. */
  static void register(Connection h2, LocalDateTime now) throws SQLException {
    Principals.execute(h2, "DELETE FROM \"umzug\".\"object\" o WHERE NOT EXISTS (" + PRESENT + ")");
    Principals.execute(
        h2,
        "INSERT INTO \"umzug\".\"object\" SELECT"
            + " (SELECT COALESCE(MAX(object_id), 581577110) FROM \"umzug\".\"object\")"
            + " + 16 * ROW_NUMBER() OVER (ORDER BY i.TABLE_NAME), i.TABLE_SCHEMA, i.TABLE_NAME,"
            + " ?, ? FROM INFORMATION_SCHEMA.TABLES i WHERE i.TABLE_TYPE = 'BASE TABLE'"
            + " AND i.TABLE_SCHEMA NOT IN ('umzug', 'sys', 'INFORMATION_SCHEMA', 'PUBLIC')"
            + " AND NOT EXISTS (SELECT 1 FROM \"umzug\".\"object\" o WHERE o.schema_name ="
            + " CAST(i.TABLE_SCHEMA AS VARCHAR_IGNORECASE) AND o.name ="
            + " CAST(i.TABLE_NAME AS VARCHAR_IGNORECASE))",
        now,
        now);
  }

  static @Nullable Integer objectId(Connection h2, String schema, String table)
      throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT object_id FROM \"umzug\".\"object\" WHERE schema_name = ? AND name = ?")) {
      query.setString(1, schema);
      query.setString(2, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getInt(1) : null;
      }
    }
  }

  /** How many rows a table has. */
  static long rows(Connection h2, String schema, String table) throws SQLException {
    try (PreparedStatement count =
            h2.prepareStatement(
                "SELECT COUNT(*) FROM "
                    + Translator.quote(schema)
                    + "."
                    + Translator.quote(table));
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
