package io.umzug.application.script;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Driven port: runs scripts against a SQL Server (M4), and stops at the first error (M5). */
public interface ScriptImports {

  /**
   * Runs a script, or what is left of it: a second call goes on where the first was cut off, and
   * one for a script that was run to its end does nothing. How far it is, is kept in a file beside
   * the script and, as long as it is under way, in a table {@code dbo.umzug_import} of the
   * database.
   *
   * @param database in which the session begins; not one that the script itself creates, drops or
   *     restores: then it is {@code master}
   * @throws IOException where the script or the file beside it cannot be read or written
   * @throws SqlServerFailure where the server cannot be reached, or the connection breaks
   */
  ScriptImport importScript(
      SqlServerAccess access,
      String database,
      Path script,
      ScriptOrder order,
      ScriptProgress progress)
      throws IOException;
}
