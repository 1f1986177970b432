package io.umzug.infrastructure.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Gives back at start-up what this node had picked up before it died, instead of waiting for its
 * heartbeats to be missed. A lock that the database holds for the node's life makes sure that no
 * other process works under the same name.
 */
final class OwnRows implements AutoCloseable {

  private final DataSource dataSource;
  private final NodeName node;
  private @Nullable Connection lock;

  OwnRows(DataSource dataSource, NodeName node) {
    this.dataSource = dataSource;
    this.node = node;
  }

  void reclaim() {
    try {
      lock = dataSource.getConnection();
      lock.setAutoCommit(true);
      if (!isLocked(lock)) {
        throw new CannotAcquireLockException(
            "Another running service uses the node name '%s' on this database. Stop it, or give"
                    .formatted(node.value())
                + " this one another name (umzug.node).");
      }
      try (PreparedStatement release =
          lock.prepareStatement(
              "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                  + " version = version + 1 where picked and picked_by = ?")) {
        release.setString(1, node.value());
        release.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The node's own work cannot be taken back", e);
    }
  }

  private boolean isLocked(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(hashtext(?))")) {
      statement.setString(1, "umzug-node-" + node.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (lock != null) {
      try (Connection held = lock;
          PreparedStatement unlock =
              held.prepareStatement("select pg_advisory_unlock(hashtext(?))")) {
        unlock.setString(1, "umzug-node-" + node.value());
        unlock.execute();
      }
    }
  }
}
