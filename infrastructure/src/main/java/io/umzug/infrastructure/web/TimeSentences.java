package io.umzug.infrastructure.web;

import io.umzug.domain.migration.MigrationEvent;

/** What time brought, in words for who reads the audit. */
final class TimeSentences {

  private TimeSentences() {}

  static String of(MigrationEvent.OfTime event) {
    return switch (event) {
      case MigrationEvent.PersonReminded e ->
          "%s still waits for a person: reminder %d."
              .formatted(EventSentences.step(e.step()), e.times());
      case MigrationEvent.PersonEscalated e ->
          "%s waits for a person in spite of the reminder: somebody else should look (reminder %d)."
              .formatted(EventSentences.step(e.step()), e.times());
      case MigrationEvent.CutOverScheduled e ->
          "The cut-over may take place from %s until %s (R16).".formatted(e.from(), e.until());
      case MigrationEvent.RollbackWindowClosing e ->
          "A rollback has to begin by %s to end within the window (R16).".formatted(e.lastMoment());
      case MigrationEvent.RollbackWindowClosed e ->
          "A rollback should have begun by %s: nothing is begun until a person overrides it (R16)."
              .formatted(e.lastMoment());
      case MigrationEvent.WindowOverridden e ->
          "The move goes on although a rollback would end after the window (R16)"
              + EventSentences.behind(e.reason());
    };
  }
}
