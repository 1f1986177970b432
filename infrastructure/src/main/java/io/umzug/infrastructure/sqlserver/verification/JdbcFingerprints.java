package io.umzug.infrastructure.sqlserver.verification;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.verification.Fingerprints;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDigest;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.Table;
import io.umzug.infrastructure.sqlserver.RowEstimates;
import io.umzug.infrastructure.sqlserver.SnapshotIsolation;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import io.umzug.infrastructure.sqlserver.script.SchemaReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads databases by Microsoft's driver, table by table, over several connections. */
public final class JdbcFingerprints implements Fingerprints {

  /** What a database has to be read, the largest table first. */
  private record Plan(List<ReadTable> tables, boolean snapshots) {}

  @Override
  public DatabaseFingerprint take(
      SqlServerAccess access,
      String purpose,
      FingerprintOrder order,
      FingerprintProgress progress) {
    Plan plan = plan(access, purpose, order);
    Set<String> all = plan.tables().stream().map(ReadTable::name).collect(Collectors.toSet());
    List<TableFingerprint> found =
        new ArrayList<>(
            order.known().stream().filter(known -> all.contains(known.table())).toList());
    Set<String> known = found.stream().map(TableFingerprint::table).collect(Collectors.toSet());
    List<ReadTable> left =
        plan.tables().stream().filter(table -> !known.contains(table.name())).toList();
    int connections = Math.min(order.connections(), left.size());
    if (!left.isEmpty()) {
      RowTotals totals =
          new RowTotals(
              found.stream().mapToLong(TableFingerprint::rows).sum(),
              plan.tables().stream().mapToLong(ReadTable::expected).sum());
      try (ParallelReading reading =
          new ParallelReading(access, purpose, order.database(), left, totals)) {
        found.addAll(reading.read(connections, progress));
      }
    }
    found.sort(Comparator.comparing(TableFingerprint::table));
    return new DatabaseFingerprint(
        access.server(),
        order.database(),
        TableDigest.METHOD,
        consistency(plan.snapshots(), connections, known.isEmpty()),
        found);
  }

  @Override
  public Set<String> tables(SqlServerAccess access, String purpose, String database) {
    try (SQLServerConnection connection =
        SqlServerConnector.connection(access, purpose, database)) {
      return RowEstimates.of(connection).keySet().stream()
          .map(ObjectName::toString)
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw SqlServerErrors.failure(access.server(), e);
    }
  }

  private static Consistency consistency(boolean snapshots, int connections, boolean inOneRun) {
    if (!snapshots) {
      return Consistency.NOT_ISOLATED;
    }
    return connections <= 1 && inOneRun ? Consistency.ONE_MOMENT : Consistency.EACH_TABLE;
  }

  private static Plan plan(SqlServerAccess access, String purpose, FingerprintOrder order) {
    try (SQLServerConnection connection =
        SqlServerConnector.connection(access, purpose, order.database())) {
      boolean snapshots = SnapshotIsolation.begin(connection);
      DatabaseSchema schema = SchemaReader.read(connection);
      Map<ObjectName, Long> rows = RowEstimates.of(connection);
      List<ReadTable> tables =
          schema.tables().stream()
              .filter(table -> !order.leaveOut().contains(table.name().toString()))
              .filter(table -> !table.features().contains(Table.Feature.EXTERNAL))
              .map(table -> ReadTable.of(table, schema, rows.getOrDefault(table.name(), 0L)))
              .sorted(
                  Comparator.comparingLong(ReadTable::expected)
                      .reversed()
                      .thenComparing(ReadTable::name))
              .toList();
      if (snapshots) {
        connection.rollback();
      }
      return new Plan(tables, snapshots);
    } catch (SQLException e) {
      throw SqlServerErrors.failure(access.server(), e);
    }
  }
}
