package io.umzug.application.copy;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.schema.Gap;
import java.util.List;

/**
 * Driven port: copies a database from one SQL Server to another that both can be reached (M1): its
 * schema as the script export writes it, its rows in bulk.
 */
public interface DirectCopies {

  /**
   * What the target lacks, or has otherwise; nothing is written.
   *
   * @throws CopyRefused where the copy would not be begun for another reason
   * @throws SqlServerFailure where a server cannot be asked
   */
  List<Gap> check(DirectCopy copy);

  /**
   * Copies and compares, or goes on with a copy that was cut off: what is whole at the target is
   * kept, and a table that is not is emptied first; what was compared is not compared again. How
   * far it is, is kept in a table {@code dbo.umzug_copy} of the target database until the copy is
   * whole, and no table differs.
   *
   * @param progress told from several threads, one at a time; may throw to stop
   * @throws CopyRefused before anything is written
   * @throws CopyFailed where something failed on the way; what is whole by then is kept
   * @throws SqlServerFailure where a server cannot be reached
   */
  Copied copy(DirectCopy copy, CopyProgress progress);
}
