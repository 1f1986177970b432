package io.umzug.application.verification;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import java.util.Set;

/** Driven port: reads every row of a database, in memory that its size does not matter to. */
public interface Fingerprints {

  /**
   * Reads every table that is not known or left out.
   *
   * @param purpose the work's id or the command, for the application name on the server
   * @param progress told on the caller's thread; whatever it throws ends the reading
   * @throws io.umzug.application.sqlserver.SqlServerFailure where the server cannot be asked, or
   *     fails
   */
  DatabaseFingerprint take(
      SqlServerAccess access, String purpose, FingerprintOrder order, FingerprintProgress progress);

  /**
   * The names of its tables, as fingerprints bear them.
   *
   * @throws io.umzug.application.sqlserver.SqlServerFailure as {@link #take}
   */
  Set<String> tables(SqlServerAccess access, String purpose, String database);
}
