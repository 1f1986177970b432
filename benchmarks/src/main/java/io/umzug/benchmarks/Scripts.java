package io.umzug.benchmarks;

import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.script.ScriptExported;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Exports as {@code umzug script export} does it. */
final class Scripts {

  private static final int BYTE_ORDER_MARK = 3;

  private Scripts() {}

  /** For an empty database that is there already. */
  static ScriptExported export(
      Server server, String database, String into, Destination destination, long rows)
      throws IOException {
    ScriptExported exported =
        new JdbcScriptExports()
            .export(
                server.access(),
                "benchmark",
                new ScriptExport(
                    database,
                    new ScriptTarget(StandIn.RELEASE, into, null),
                    Selection.EVERYTHING,
                    true,
                    Encoding.UTF_8,
                    destination,
                    true),
                (_, _, _, _) -> {});
    if (exported.rows() != rows) {
      throw new IllegalStateException("Exported %d rows of %d".formatted(exported.rows(), rows));
    }
    return exported;
  }

  /** What a client needs that would send the mark to the server as if it were a statement. */
  static Path withoutByteOrderMark(Path script, Path copy) throws IOException {
    try (InputStream in = Files.newInputStream(script)) {
      in.skipNBytes(BYTE_ORDER_MARK);
      Files.copy(in, copy);
    }
    return copy;
  }
}
