package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/** The table umzug.catalog: one JSON document for each thing of a kind. */
final class CatalogTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection h2;

  CatalogTable(Connection h2) {
    this.h2 = h2;
  }

  <T> void read(String kind, Class<T> type, Map<Integer, T> into) throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement("SELECT id, body FROM \"umzug\".\"catalog\" WHERE kind = ?")) {
      query.setString(1, kind);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          into.put(rows.getInt(1), JSON.readValue(rows.getString(2), type));
        }
      }
    }
  }

  void write(String kind, int id, Object value) throws SQLException {
    Principals.execute(
        h2,
        "MERGE INTO \"umzug\".\"catalog\" (kind, id, body) KEY (kind, id) VALUES (?, ?, ?)",
        kind,
        id,
        JSON.writeValueAsString(value));
  }

  void delete(String kind, int id) throws SQLException {
    Principals.execute(h2, "DELETE FROM \"umzug\".\"catalog\" WHERE kind = ? AND id = ?", kind, id);
  }
}
