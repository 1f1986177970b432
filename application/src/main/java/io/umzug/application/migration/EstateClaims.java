package io.umzug.application.migration;

import io.umzug.domain.migration.MigrationId;
import java.util.Optional;

/**
 * Driven port: which move is under way in which estate. Two at once would undo each other's work.
 * Claims are made and given back in the transaction that appends the events.
 */
public interface EstateClaims {

  /**
   * Claims the estate; answers the other move that holds it, or nothing where it is claimed now.
   */
  Optional<MigrationId> claim(String estate, MigrationId move);

  /** Gives back whatever the move holds. */
  void release(MigrationId move);
}
