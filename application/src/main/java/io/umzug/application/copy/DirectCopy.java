package io.umzug.application.copy;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.verification.ContentsVerification.Depth;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.schema.ScriptTarget.Creation;
import io.umzug.domain.schema.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What is to be copied, and where to.
 *
 * @param database at the source
 * @param into its name at the target
 * @param creation null where it is there already, and empty
 * @param parallel tables at once
 * @param batch rows that the target commits at once
 * @param resume whether to go on with a copy that was cut off
 * @param verification how deeply the copy is compared with its source
 */
public record DirectCopy(
    SqlServerAccess source,
    String database,
    SqlServerAccess target,
    String into,
    @Nullable Creation creation,
    Selection selection,
    int parallel,
    int batch,
    boolean resume,
    Depth verification) {

  public static final int USUAL_PARALLEL = 2;

  /** Each table at once takes a session of either server that others need, too. */
  public static final int MOST_PARALLEL = 32;

  public static final int USUAL_BATCH = 100_000;

  public DirectCopy {
    if (parallel < 1 || parallel > MOST_PARALLEL || batch < 1) {
      throw new IllegalArgumentException(
          "1 to %d tables at once, and at least one row.".formatted(MOST_PARALLEL));
    }
  }

  public DirectCopy resumed() {
    return new DirectCopy(
        source, database, target, into, creation, selection, parallel, batch, true, verification);
  }

  /** The same, compared otherwise. */
  public DirectCopy comparedBy(Depth depth) {
    return new DirectCopy(
        source, database, target, into, creation, selection, parallel, batch, resume, depth);
  }

  /** Whether every value is compared; never in the database that is regenerated (F2). */
  public boolean comparesValues() {
    return verification == Depth.CHECKSUM && !DatabaseRestore.isRegenerated(database);
  }
}
