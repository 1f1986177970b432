package io.umzug.domain.diagnosis;

import java.util.List;

/** What it means when SQL Server does not let somebody in, or not do something. */
final class AccessFindings {

  private AccessFindings() {}

  static Finding databaseClosedToLogin(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, the login that Umzug uses lacks a permission on SQL Server %s: it has no user in the database, or the database came with a user of another login."
            .formatted(trouble.operation(), trouble.server()),
        List.of("R33", "R25"),
        "Make the login that Umzug uses a member of the server role sysadmin on %s for the time of the move; where it is the XPhone service account that is refused, make it db_owner in the database. Then retry."
            .formatted(trouble.server()));
  }

  static Finding permission(SqlServerTrouble trouble, SqlServerError error) {
    boolean restore = error.number() == 3110;
    return new Finding(
        restore
            ? "During %s, the login that Umzug uses may not RESTORE on SQL Server %s: db_owner is not enough for that."
                .formatted(trouble.operation(), trouble.server())
            : "During %s, the login that Umzug uses lacks a permission on SQL Server %s."
                .formatted(trouble.operation(), trouble.server()),
        restore ? List.of("R33") : List.of("R33", "R25"),
        "Make the login that Umzug uses a member of the server role sysadmin on %s for the time of the move%s. Then retry."
            .formatted(
                trouble.server(),
                restore ? "" : "; the XPhone service account itself needs db_owner only"));
  }

  static Finding unknownWindowsAccount(SqlServerTrouble trouble, SqlServerError error) {
    return new Finding(
        "During %s, SQL Server %s did not find the Windows account: %s"
            .formatted(trouble.operation(), trouble.server(), error.text()),
        List.of("R25", "R27"),
        "Check the spelling DOMAIN\\account (not account@domain), that the account exists, and that %s is in a domain that trusts it and reaches a domain controller. Then retry."
            .formatted(trouble.host()));
  }

  /** An account of the old machine can never be one here. */
  static Finding unknownLogin(SqlServerTrouble trouble, SqlServerError error) {
    return new Finding(
        "During %s, a user of the database lacks its login on SQL Server %s: %s"
            .formatted(trouble.operation(), trouble.server(), error.text()),
        List.of("R25", "M4"),
        "Create the login on %s and go on. Where there can be none, as for an account of the old machine, begin anew --without-users ('umzug script export', 'umzug copy') and entitle users at the target."
            .formatted(trouble.server()));
  }

  static Finding filestreamDisabled(SqlServerTrouble trouble) {
    return new Finding(
        "FILESTREAM is not enabled for SQL Server %s in Windows, so the access level has no effect."
            .formatted(trouble.server()),
        List.of("R26"),
        "On %s, enable FILESTREAM in the properties of the instance in SQL Server Configuration Manager, restart the SQL Server service, and retry."
            .formatted(trouble.host()));
  }

  static Finding stopped(SqlServerTrouble trouble) {
    return new Finding(
        "During %s, SQL Server %s stopped before it was done: the statement was cancelled, its session was ended, or the server shut down."
            .formatted(trouble.operation(), trouble.server()),
        List.of(),
        "Retry when %s runs; what a stopped backup or restore leaves is overwritten."
            .formatted(trouble.server()));
  }
}
