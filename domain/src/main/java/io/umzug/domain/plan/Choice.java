package io.umzug.domain.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is chosen of what a move could be.
 *
 * @param plan absent where R24's table is not gone by: the SQL Express update
 */
public record Choice(
    @Nullable Plan plan, Downtime downtime, Transport transport, BackupBy backupBy) {

  /** The plan, in place, by backup and restore of Umzug's own. */
  public static Choice of(@Nullable Plan plan) {
    return new Choice(plan, Downtime.IN_PLACE, Transport.BACKUP_AND_RESTORE, BackupBy.UMZUG);
  }

  /** For people, such as {@code plan C}. */
  public String inWords() {
    return plan == null ? "no plan" : "plan " + plan;
  }
}
