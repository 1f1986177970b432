package io.umzug.domain.migration;

import io.umzug.domain.migration.CutOverWindow.Stage;
import io.umzug.domain.migration.MigrationEvent.OfTime;
import org.jspecify.annotations.Nullable;

/**
 * What time has to do with a move: no instant of now, for the domain has no clock.
 *
 * @param events how many events the move has; the next one has this number
 * @param waiting for a person; absent while Umzug is at work
 * @param window absent until the cut-over is scheduled
 */
public record Timing(long events, @Nullable Waiting waiting, @Nullable CutOverWindow window) {

  /** After the move was opened and its plan chosen. */
  static Timing atTheStart() {
    return new Timing(2, null, null);
  }

  /** R16: whether a way back would end too late, and nobody has overridden that. */
  boolean isWindowClosed() {
    return window != null && window.stage() == Stage.CLOSED;
  }

  Timing after(MigrationEvent event) {
    return new Timing(
        events + 1,
        switch (Waiting.effect(event)) {
          case BEGINS, BEGINS_PAUSED -> new Waiting(events, 0, false);
          case STAYS -> event instanceof OfTime time ? waiting(time) : waiting;
          case ENDS -> null;
        },
        event instanceof OfTime time ? window(time) : window);
  }

  private @Nullable Waiting waiting(OfTime event) {
    return switch (event) {
      case MigrationEvent.PersonReminded reminded ->
          waiting == null ? null : waiting.reminded(reminded.times());
      case MigrationEvent.PersonEscalated escalated ->
          waiting == null ? null : waiting.escalated(escalated.times());
      case MigrationEvent.CutOverScheduled _,
          MigrationEvent.RollbackWindowClosing _,
          MigrationEvent.RollbackWindowClosed _,
          MigrationEvent.WindowOverridden _ ->
          waiting;
    };
  }

  private @Nullable CutOverWindow window(OfTime event) {
    return switch (event) {
      case MigrationEvent.CutOverScheduled scheduled ->
          new CutOverWindow(events, scheduled.from(), scheduled.until(), Stage.OPEN);
      case MigrationEvent.RollbackWindowClosing _ -> at(Stage.CLOSING);
      case MigrationEvent.RollbackWindowClosed _ -> at(Stage.CLOSED);
      case MigrationEvent.WindowOverridden _ -> at(Stage.OVERRIDDEN);
      case MigrationEvent.PersonReminded _, MigrationEvent.PersonEscalated _ -> window;
    };
  }

  private @Nullable CutOverWindow at(Stage stage) {
    return window == null ? null : window.at(stage);
  }
}
