package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Results;
import java.util.Locale;

/** The closing messages of a BACKUP or RESTORE. */
final class Outcome {

  private Outcome() {}

  static void report(
      EngineSession session,
      Results results,
      Running running,
      String statement,
      BackupHeader header) {
    String logical =
        header.files().isEmpty() ? header.databaseName() : header.files().getFirst().logicalName();
    results.message(
        session.info(
            4035,
            0,
            1,
            "Processed %d pages for database '%s', file '%s' on file 1."
                .formatted(header.pages(), header.databaseName(), logical)));
    double seconds = Math.max(running.elapsedMillis(), 1) / 1000.0;
    results.message(
        session.info(
            3014,
            0,
            1,
            String.format(
                Locale.ROOT,
                "%s successfully processed %d pages in %.3f seconds (%.3f MB/sec).",
                statement,
                header.pages(),
                seconds,
                header.pages() / 128.0 / seconds)));
  }
}
