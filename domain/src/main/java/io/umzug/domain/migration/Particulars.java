package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;

/**
 * What a move is about, fixed when it is opened.
 *
 * @param title for people
 * @param estate the name of the configured estate
 * @param databases where each database comes from and goes to
 */
public record Particulars(
    MigrationId id,
    String title,
    String estate,
    XPhoneVersion from,
    XPhoneVersion to,
    List<DatabaseMove> databases) {

  public Particulars {
    databases = List.copyOf(databases);
  }
}
