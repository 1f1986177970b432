package io.umzug.infrastructure.sqlserver;

import io.umzug.domain.schema.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** How many rows a database believes that its tables have. */
public final class RowEstimates {

  private RowEstimates() {}

  public static Map<ObjectName, Long> of(Connection connection) throws SQLException {
    Map<ObjectName, Long> estimates = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT s.name, t.name, SUM(p.rows) FROM sys.tables t"
                    + " JOIN sys.schemas s ON s.schema_id = t.schema_id"
                    + " JOIN sys.partitions p ON p.object_id = t.object_id"
                    + " WHERE p.index_id IN (0, 1) GROUP BY s.name, t.name")) {
      while (rows.next()) {
        estimates.put(new ObjectName(rows.getString(1), rows.getString(2)), rows.getLong(3));
      }
    }
    return estimates;
  }
}
