package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.RowBatches;
import java.util.Set;

/** Tables that Umzug makes in a database for as long as it works there. */
public final class OwnTables {

  /** How far a copy is. */
  public static final ObjectName COPY = new ObjectName("dbo", "umzug_copy");

  /** How far an import is. */
  static final ObjectName IMPORT = new ObjectName("dbo", "umzug_import");

  private static final Set<ObjectName> ALL = Set.of(COPY, IMPORT, RowBatches.LONG_VALUES);

  private OwnTables() {}

  static boolean contain(ObjectName table) {
    return ALL.contains(table);
  }
}
