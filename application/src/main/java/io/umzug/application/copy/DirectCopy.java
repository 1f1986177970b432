package io.umzug.application.copy;

import io.umzug.application.sqlserver.SqlServerAccess;
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
    boolean resume) {

  public static final int USUAL_PARALLEL = 2;
  public static final int USUAL_BATCH = 100_000;

  public DirectCopy {
    if (parallel < 1 || batch < 1) {
      throw new IllegalArgumentException("At least one table and one row at once.");
    }
  }

  public DirectCopy resumed() {
    return new DirectCopy(
        source, database, target, into, creation, selection, parallel, batch, true);
  }
}
