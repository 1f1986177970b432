package io.umzug.application.script;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.DatabaseScript;

/**
 * Driven port: a database as a script of its schema and data, written from one SQL Server and run
 * on another, which may be the older (M1). Both methods throw {@link
 * io.umzug.application.sqlserver.SqlServerFailure} with what a server said.
 */
public interface DatabaseScripts {

  /**
   * Writes a database's script for the version of the server that it goes to (M2). What was written
   * whole under the same work's id is kept.
   *
   * @param workId of all attempts alike
   * @throws ScriptProblem where the target lacks what the database needs, or a file cannot be
   *     written; nothing that looks whole is left then
   */
  DatabaseScript export(Estate estate, DatabaseMove move, String workId, SqlProgress progress);

  /**
   * Runs a script in a database that was empty when the script first began there, and goes on
   * behind the last batch that took effect (M4 to M6).
   *
   * @param server the SQL Server, by its name in the estate
   * @throws ScriptProblem at the first error, with file, line and batch
   */
  void run(
      Estate estate, DatabaseScript script, String server, String workId, SqlProgress progress);
}
