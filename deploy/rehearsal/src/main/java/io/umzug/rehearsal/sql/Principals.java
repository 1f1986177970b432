package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Users and roles as they lie inside a database. */
final class Principals {

  /** The user who owns the database. */
  static final int DBO = 1;

  private Principals() {}

  /** A row of umzug.principal. */
  record Principal(int id, String name, String type) {}

  static @Nullable Principal find(Connection h2, String name) throws SQLException {
    return first(h2, "name = ?", name);
  }

  static @Nullable Principal withSid(Connection h2, byte[] sid) throws SQLException {
    return first(h2, "sid = ?", sid);
  }

  private static @Nullable Principal first(Connection h2, String condition, Object value)
      throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT principal_id, name, type FROM \"umzug\".\"principal\" WHERE " + condition)) {
      query.setObject(1, value);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Principal(row.getInt(1), row.getString(2), row.getString(3)) : null;
      }
    }
  }

  static @Nullable Integer inRole(Connection h2, String role, String user) throws SQLException {
    Principal wanted = find(h2, role);
    Principal member = find(h2, user);
    if (wanted == null || member == null) {
      return null;
    }
    if (wanted.id() == 0) {
      return 1;
    }
    try (PreparedStatement query =
        h2.prepareStatement(
            "SELECT 1 FROM \"umzug\".\"role_member\" WHERE role_id = ? AND member_id = ?")) {
      query.setInt(1, wanted.id());
      query.setInt(2, member.id());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? 1 : 0;
      }
    }
  }

  static int add(Connection h2, String name, String type, byte @Nullable [] sid, Object now)
      throws SQLException {
    int id = nextId(h2);
    execute(
        h2,
        "INSERT INTO \"umzug\".\"principal\" (principal_id, name, type, sid, create_date) VALUES (?, ?, ?, ?, ?)",
        id,
        name,
        type,
        sid,
        now);
    return id;
  }

  static void setDefaultSchema(Connection h2, String user, String schema) throws SQLException {
    execute(
        h2, "UPDATE \"umzug\".\"principal\" SET default_schema = ? WHERE name = ?", schema, user);
  }

  /** Who the database itself holds for its owner; comes along with its backups. */
  static void setDbo(Connection h2, byte[] sid) throws SQLException {
    execute(h2, "UPDATE \"umzug\".\"principal\" SET sid = ? WHERE principal_id = " + DBO, sid);
  }

  static void setOwner(Connection h2, String role, int owner) throws SQLException {
    execute(h2, "UPDATE \"umzug\".\"principal\" SET owner_id = ? WHERE name = ?", owner, role);
  }

  static boolean hasMembers(Connection h2, int role) throws SQLException {
    try (PreparedStatement query =
        h2.prepareStatement("SELECT 1 FROM \"umzug\".\"role_member\" WHERE role_id = ?")) {
      query.setInt(1, role);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static int nextId(Connection h2) throws SQLException {
    try (PreparedStatement query =
            h2.prepareStatement(
                "SELECT MAX(principal_id) + 1 FROM \"umzug\".\"principal\""
                    + " WHERE principal_id < 16384");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  static int execute(Connection h2, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = h2.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
