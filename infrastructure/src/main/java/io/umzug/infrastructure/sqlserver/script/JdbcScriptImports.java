package io.umzug.infrastructure.sqlserver.script;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImports;
import io.umzug.application.script.ScriptOrder;
import io.umzug.application.script.ScriptProgress;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.infrastructure.sqlserver.EarlierSessions;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerSession;
import java.io.IOException;
import java.nio.file.Path;

/** Imports scripts over a connection of their own. */
public final class JdbcScriptImports implements ScriptImports {

  @Override
  public ScriptImport importScript(
      SqlServerAccess access,
      String database,
      Path script,
      ScriptOrder order,
      ScriptProgress progress)
      throws IOException {
    return new ScriptImporter(
            access.server(), takeOver -> open(access, order.purpose(), takeOver), database)
        .run(script, order.options(), order.continuation(), progress);
  }

  private static SQLServerConnection open(
      SqlServerAccess access, String purpose, boolean takeOver) {
    SqlServerSession session = SqlServerConnector.open(access, purpose, SqlServerConnector.MASTER);
    if (takeOver) {
      try {
        new EarlierSessions(session, SqlServerConnector.applicationName(purpose), Thread::sleep)
            .end();
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    }
    return session.connection();
  }
}
