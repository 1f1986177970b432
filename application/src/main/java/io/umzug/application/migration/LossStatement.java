package io.umzug.application.migration;

import io.umzug.domain.migration.MigrationEvent.ArtefactsTransferred;
import io.umzug.domain.migration.MigrationEvent.CsvChecked;
import io.umzug.domain.migration.MigrationEvent.LossAccepted;
import io.umzug.domain.plan.Guidance;
import io.umzug.domain.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a V4's configuration (R5, R6): what was carried over, and what was lost.
 *
 * @param acceptance who accepted the loss, when and in which words
 * @param moved every kind of artefact that was carried over, in the order of R6
 * @param usersInCsv how many users the checked CSV has (R7); absent where none was checked
 * @param lost what is lost whatever is done
 */
public record LossStatement(
    Acceptance acceptance, List<Moved> moved, @Nullable Integer usersInCsv, List<String> lost) {

  private static final List<String> LOST =
      List.of(
          "The whole journal of the V4 (R5).",
          "All configuration that is not named above: it cannot be taken over 1:1 (R5).");

  public record Acceptance(String person, Instant at, String statement) {}

  /** A kind of artefact. */
  public record Moved(
      String label, String what, int count, String note, String person, Instant at) {}

  public LossStatement {
    moved = List.copyOf(moved);
    lost = List.copyOf(lost);
  }

  /** Empty where no loss was accepted: the move is no transfer from V4, or has not come so far. */
  public static Optional<LossStatement> of(List<RecordedEvent> events) {
    Acceptance acceptance = null;
    Integer users = null;
    Map<Step, Moved> moved = new LinkedHashMap<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof LossAccepted accepted) {
        acceptance = new Acceptance(recorded.person(), recorded.at(), accepted.statement());
      } else if (recorded.event() instanceof ArtefactsTransferred transferred) {
        moved.put(transferred.step(), moved(transferred, recorded));
      } else if (recorded.event() instanceof CsvChecked checked) {
        users = checked.facts().users();
      }
    }
    return acceptance == null
        ? Optional.empty()
        : Optional.of(new LossStatement(acceptance, new ArrayList<>(moved.values()), users, LOST));
  }

  private static Moved moved(ArtefactsTransferred event, RecordedEvent recorded) {
    return new Moved(
        event.step().label(),
        Guidance.of(event.step()).title(),
        event.count(),
        event.note(),
        recorded.person(),
        recorded.at());
  }
}
