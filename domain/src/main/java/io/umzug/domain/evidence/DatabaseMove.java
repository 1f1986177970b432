package io.umzug.domain.evidence;

import io.umzug.domain.plan.Site;
import org.jspecify.annotations.Nullable;

/**
 * A database and where it goes.
 *
 * @param database such as {@code XPDATA} (F1)
 * @param source the SQL Server it lives on, by its name in the estate, such as {@code
 *     OLDXP\XPCONNECT}
 * @param target the SQL Server it goes to
 * @param intermediate the SQL Server of the intermediate server (R15); empty where there is none
 */
public record DatabaseMove(
    String database, String source, String target, @Nullable String intermediate) {

  public DatabaseMove {
    // Absent in what the first release stored.
    intermediate = intermediate == null ? "" : intermediate;
  }

  public DatabaseMove(String database, String source, String target) {
    this(database, source, target, "");
  }

  @Override
  public String intermediate() {
    return intermediate == null ? "" : intermediate;
  }

  /** The SQL Server on which the database lives at a site. */
  public String at(Site site) {
    return switch (site) {
      case SOURCE -> source;
      case INTERMEDIATE -> intermediate();
      case TARGET -> target;
    };
  }
}
