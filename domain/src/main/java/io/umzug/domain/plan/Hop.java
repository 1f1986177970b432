package io.umzug.domain.plan;

import io.umzug.domain.evidence.DatabaseMove;
import java.util.List;

/**
 * One leg of a route.
 *
 * @param from the version before it
 * @param to the version after it
 * @param databasesFrom where the databases are before it
 * @param site where the XPhone server is that it works on, and where the databases are after it
 */
public record Hop(
    HopKind kind, XPhoneVersion from, XPhoneVersion to, Site databasesFrom, Site site) {

  /** What every procedure of the first release consisted of. */
  static Hop relocation(XPhoneVersion from, XPhoneVersion to, Site databasesFrom) {
    return new Hop(HopKind.RELOCATION, from, to, databasesFrom, Site.TARGET);
  }

  /**
   * What stands before the label of its steps, so that each step of a route has a label of its own;
   * empty where labels are the document's own.
   */
  public String prefix() {
    return switch (kind) {
      case UPDATE -> to + ":";
      case COPY -> "R15:";
      case PREPARATION, RELOCATION, TRANSFER, SQL_EXPRESS_UPDATE -> "";
    };
  }

  /** Where each database goes in this hop; to where it is, in an update. */
  public List<DatabaseMove> moves(List<DatabaseMove> databases) {
    return databases.stream()
        .map(
            move ->
                new DatabaseMove(
                    move.database(), move.at(databasesFrom), move.at(site), move.intermediate()))
        .toList();
  }
}
