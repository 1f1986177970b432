package io.umzug.domain.diagnosis;

import java.util.List;
import java.util.Optional;

/** From what a SQL Server said to what a person can do about it. */
public final class SqlServerDiagnosis {

  /**
   * In the message of a failure without any error of the server: it was no failure of the network,
   * but what a look at the server shows is not what was to be reached.
   */
  public static final String LOOK_SAYS_OTHERWISE = "reported no error, but";

  private final SqlServerTrouble trouble;

  private SqlServerDiagnosis(SqlServerTrouble trouble) {
    this.trouble = trouble;
  }

  /** Explains by the first error whose meaning is known; the server sends the root cause first. */
  public static Diagnosis of(SqlServerTrouble trouble) {
    return finding(trouble)
        .orElseGet(new SqlServerDiagnosis(trouble)::unknown)
        .withExactText(trouble.exactText());
  }

  /** By the first error whose meaning is known; empty where there is none. */
  static Optional<Finding> finding(SqlServerTrouble trouble) {
    SqlServerDiagnosis diagnosis = new SqlServerDiagnosis(trouble);
    return trouble.errors().stream().map(diagnosis::known).flatMap(Optional::stream).findFirst();
  }

  private Optional<Finding> known(SqlServerError error) {
    if (BackupDamage.provenBy(error, trouble.file())) {
      return Optional.of(BackupFileFindings.damaged(trouble));
    }
    return switch (error.number()) {
      case 3201, 3202, 3203, 3271 -> backupFile(error);
      case 3101, 3102, 3702, 924, 5061, 5064, 5070 -> Optional.of(DatabaseFindings.inUse(trouble));
      case 3132, 3227, 3231, 3232 -> Optional.of(BackupFileFindings.stripes(trouble));
      case 1844 ->
          Optional.of(error)
              .filter(lacking -> lacking.text().contains("BACKUP"))
              .map(lacking -> BackupFileFindings.edition(trouble, lacking));
      case 33101, 33111 -> Optional.of(BackupFileFindings.certificate(trouble, error));
      case 3154 -> Optional.of(DatabaseFindings.otherDatabase(trouble));
      case 3169, 3255 -> Optional.of(DatabaseFindings.newerVersion(trouble));
      case 911, 4060 -> Optional.of(DatabaseFindings.unknownDatabase(trouble, error));
      case 927 -> Optional.of(DatabaseFindings.halfRestored(trouble));
      case 1101, 1105, 1827 -> Optional.of(DatabaseFindings.noRoom(trouble, error));
      case 3257 -> Optional.of(DatabaseFindings.dataVolumeFull(trouble));
      case 1834, 3191, 3634, 5120, 5123, 5133, 5149 ->
          Optional.of(DatabaseFindings.dataFile(trouble, error));
      case 3142, 5170 -> Optional.of(DatabaseFindings.fileInTheWay(trouble));
      case 823, 824, 2511, 2512, 8909, 8928, 8939, 8942, 8964, 8965, 8976, 8977, 8978, 8989, 8990 ->
          Optional.of(DatabaseFindings.damaged(trouble));
      case 5591, 5597 -> Optional.of(AccessFindings.filestreamDisabled(trouble));
      case 229, 230, 262, 297, 300, 3110, 5011, 15247 ->
          Optional.of(AccessFindings.permission(trouble, error));
      case 15007 -> Optional.of(AccessFindings.unknownLogin(trouble, error));
      case 15401, 15404, 15407 -> Optional.of(AccessFindings.unknownWindowsAccount(trouble, error));
      case 916 -> Optional.of(AccessFindings.databaseClosedToLogin(trouble));
      case 18452 -> Optional.of(LoginFindings.untrustedDomain(trouble));
      case 4064, 17142, 17806, 17809, 17892, 18401, 18456, 18461, 18470, 18486, 18487, 18488 ->
          Optional.of(LoginFindings.refused(trouble, error));
      case 596, 3204, 6005 -> Optional.of(AccessFindings.stopped(trouble));
      default -> Optional.empty();
    };
  }

  private Optional<Finding> backupFile(SqlServerError error) {
    return OperatingSystemError.in(error, trouble.file())
        .map(os -> BackupFileFindings.cannotUse(trouble, os));
  }

  private Finding unknown() {
    if (!trouble.errors().isEmpty()) {
      return new Finding(
          "During %s, SQL Server %s reported an error that Umzug does not know."
              .formatted(trouble.operation(), trouble.server()),
          List.of(),
          "Read the exact text, mend the cause on %s, and retry. Nothing is lost by a retry: it looks first at what is already true."
              .formatted(trouble.host()));
    }
    if (trouble.connection() != null) {
      return ConnectionFindings.of(trouble, trouble.connection());
    }
    return trouble.message().contains(LOOK_SAYS_OTHERWISE) ? contradicted() : unanswered();
  }

  private Finding contradicted() {
    return new Finding(
        "During %s, SQL Server %s reported no error, but a look at the server shows that it was not done."
            .formatted(trouble.operation(), trouble.server()),
        List.of(),
        "Look into the error log of SQL Server on %s, mend what it names, and retry."
            .formatted(trouble.host()));
  }

  private Finding unanswered() {
    return new Finding(
        "SQL Server %s gave no answer to %s: it cannot be reached, or the connection broke."
            .formatted(trouble.server(), trouble.operation()),
        List.of("R27"),
        "Check that the SQL Server service on %s runs, that TCP/IP is enabled for the instance, that host, port and TLS settings are right and that no firewall stands between. Then retry; what is already done is not done again."
            .formatted(trouble.host()));
  }
}
