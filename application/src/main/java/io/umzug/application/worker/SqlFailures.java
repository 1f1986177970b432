package io.umzug.application.worker;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.SqlServerDiagnosis;
import io.umzug.domain.diagnosis.SqlServerTrouble;
import java.util.List;

/**
 * Diagnoses what a SQL Server said, asking it for its accounts where they may be the cause (B3).
 */
public final class SqlFailures {

  private SqlFailures() {}

  /**
   * @param operation for the operator, such as {@code backup of XPDATA}
   * @param server the connection that failed, if it may still answer
   * @param file the backup file concerned, or empty
   */
  public static Diagnosis diagnose(
      String operation, SqlServerFailure failure, SqlServer server, String file) {
    return diagnose(operation, failure, accounts(server), file);
  }

  /** Diagnoses a failure to connect. */
  public static Diagnosis diagnose(String operation, SqlServerFailure failure) {
    return diagnose(operation, failure, List.of(), "");
  }

  private static Diagnosis diagnose(
      String operation, SqlServerFailure failure, List<String> accounts, String file) {
    return SqlServerDiagnosis.of(
        new SqlServerTrouble(
            failure.server(),
            operation,
            failure.errors(),
            String.valueOf(failure.getMessage()),
            accounts,
            file,
            failure.connection()));
  }

  private static List<String> accounts(SqlServer server) {
    try {
      return server.serviceAccounts();
    } catch (SqlServerFailure _) {
      return List.of();
    }
  }
}
