package io.umzug.application.script;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.domain.schema.Gap;
import java.io.IOException;
import java.util.List;

/** Writes a database as a script (M2). */
public interface ScriptExports {

  /**
   * What the target lacks; nothing is written.
   *
   * @param purpose the work's id or the command, for the application name on the server
   * @throws io.umzug.application.sqlserver.SqlServerFailure where the server cannot be asked
   */
  List<Gap> check(SqlServerAccess access, String purpose, ScriptExport export);

  /**
   * Goes on where an earlier run of the same export was cut off, and does nothing where it is done.
   *
   * @param progress may throw to stop; what is written by then is kept
   * @throws ScriptRefused where a gap blocks, before anything is written
   * @throws io.umzug.application.sqlserver.SqlServerFailure where the server fails
   */
  ScriptExported export(
      SqlServerAccess access, String purpose, ScriptExport export, ExportProgress progress)
      throws IOException;
}
