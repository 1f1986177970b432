package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.copy.Copied;
import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopies;
import io.umzug.application.copy.DirectCopy;
import io.umzug.application.filesystem.Sha256;
import io.umzug.domain.schema.CollationGaps;
import io.umzug.domain.schema.DatabaseSchema;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.Gaps;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.ScriptTarget;
import io.umzug.infrastructure.sqlserver.EarlierSessions;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerErrors;
import io.umzug.infrastructure.sqlserver.SqlServerSession;
import io.umzug.infrastructure.sqlserver.script.SchemaReader;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Copies databases by the driver's bulk copy. */
public final class JdbcDirectCopies implements DirectCopies {

  /** A session shows 128 characters, of which some say that it is Umzug's. */
  private static final int LONGEST_SHOWN = 40;

  /** What is done with a source that was read and a target that was looked at. */
  @FunctionalInterface
  private interface Work<T> {
    T of(
        SourceReaders readers,
        TargetDatabase target,
        DatabaseSchema schema,
        SchemaScript script,
        List<Gap> gaps)
        throws SQLException;
  }

  @Override
  public List<Gap> check(DirectCopy copy) {
    return within(
        copy,
        1,
        (_, target, _, script, gaps) -> {
          target.refuseUnlessFree(new Fingerprint(copy, script));
          return gaps;
        });
  }

  @Override
  public Copied copy(DirectCopy copy, CopyProgress progress) {
    return within(
        copy,
        copy.parallel(),
        (readers, target, schema, script, gaps) -> {
          refuseBlocked(gaps);
          Fingerprint fingerprint = new Fingerprint(copy, script);
          target.refuseUnlessFree(fingerprint);
          boolean resumed = target.prepare(fingerprint, script);
          progress.begun();
          return new CopyRun(copy, readers, target, schema, script, progress).run(resumed, gaps);
        });
  }

  private static <T> T within(DirectCopy copy, int parallel, Work<T> work) {
    String purpose = purpose(copy.into());
    // Readers are called otherwise: both databases may be on one server, and readers do no harm.
    try (SourceReaders readers =
            SourceReaders.open(copy.source(), purpose + " (reading)", copy.database());
        SqlServerSession master =
            SqlServerConnector.open(copy.target(), purpose, SqlServerConnector.MASTER)) {
      TargetDatabase target = new TargetDatabase(copy, master, purpose);
      target.refuseIfSame(readers.first());
      target.refuseSystemDatabase();
      EarlierSessions earlier =
          new EarlierSessions(master, SqlServerConnector.applicationName(purpose), Thread::sleep);
      endEarlier(copy, earlier);
      DatabaseSchema schema = chosen(copy, readers.first());
      ScriptTarget options = new ScriptTarget(target.release(), copy.into(), copy.creation());
      SchemaScript script = new SchemaScript(schema, options);
      List<Gap> gaps =
          Stream.concat(
                  Gaps.of(schema, options).stream(),
                  target.collation().stream()
                      .flatMap(other -> CollationGaps.of(schema, other).stream()))
              .sorted()
              .toList();
      readers.openAll(parallel, script.tables());
      return work.of(readers, target, schema, script, gaps);
    } catch (SQLException e) {
      throw SqlServerErrors.failure(copy.source().server(), e);
    }
  }

  /** By which a copy into the same database, and no other, is found on the server. */
  static String purpose(String into) {
    String shown =
        into.length() <= LONGEST_SHOWN
            ? into
            : into.substring(0, LONGEST_SHOWN) + "-" + Sha256.of(into).substring(0, LONGEST_SHOWN);
    return "copy-" + shown.replace('/', '_');
  }

  private static void endEarlier(DirectCopy copy, EarlierSessions earlier) {
    if (copy.resume()) {
      earlier.end();
    } else if (!earlier.all().isEmpty()) {
      throw new CopyRefused(
          Reason.RUNS_ALREADY,
          "A copy into %s on %s runs now, or was killed a moment ago. Wait for its end; or take over by --resume, which ends it."
              .formatted(copy.into(), copy.target().server()),
          List.of());
    }
  }

  private static DatabaseSchema chosen(DirectCopy copy, SQLServerConnection source)
      throws SQLException {
    DatabaseSchema whole = SchemaReader.read(source);
    List<String> unknown = copy.selection().unknownIn(whole);
    if (!unknown.isEmpty()) {
      throw new CopyRefused(
          Reason.UNKNOWN_TABLE,
          "The database %s has no table %s. Names are written schema.name."
              .formatted(copy.database(), String.join(", ", unknown)),
          List.of());
    }
    return copy.selection().of(whole);
  }

  private static void refuseBlocked(List<Gap> gaps) {
    List<Gap> blocking =
        gaps.stream().filter(gap -> gap.severity() == Gap.Severity.BLOCKING).toList();
    if (!blocking.isEmpty()) {
      throw new CopyRefused(
          Reason.GAPS,
          "%d of the database's objects cannot go to the target; nothing was written."
              .formatted(blocking.size()),
          blocking);
    }
  }
}
