package io.umzug.domain.schema;

import io.umzug.domain.route.SqlServerRelease;
import org.jspecify.annotations.Nullable;

/**
 * What a script is to be.
 *
 * @param target the release that it must run on
 * @param database its name there
 * @param creation null where the database is there already (R24 row 2a)
 */
public record ScriptTarget(SqlServerRelease target, String database, @Nullable Creation creation) {

  /** The compatibility level of a database that had this one at its source. */
  public int compatibility(int source) {
    return Math.clamp(
        source, Releases.lowestCompatibility(target), Releases.highestCompatibility(target));
  }

  public boolean knowsCollation(String collation) {
    return Releases.knowsCollation(target, collation);
  }

  /**
   * CREATE DATABASE, with its files where the target wants them (M3).
   *
   * @param dataFolder and logFolder as the target's SQL Server sees them; null for its own defaults
   * @param alone whether nobody is in the database while it gets its options
   */
  public record Creation(@Nullable String dataFolder, @Nullable String logFolder, boolean alone) {

    public Creation(@Nullable String dataFolder, @Nullable String logFolder) {
      this(dataFolder, logFolder, false);
    }

    /** By which exports are told apart: {@link #alone} follows from the kind of work. */
    @Override
    public String toString() {
      return "Creation[dataFolder=%s, logFolder=%s]".formatted(dataFolder, logFolder);
    }
  }
}
