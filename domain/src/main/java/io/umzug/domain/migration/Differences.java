package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableComparison;
import io.umzug.domain.migration.Condition.Halted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.AcceptDifferences;
import io.umzug.domain.migration.MigrationEvent.DifferencesAccepted;
import io.umzug.domain.plan.ProcedureStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables that arrived with other rows than were sent. No count of a server in use is exact (R16),
 * so a person may accept them, with a reason that is kept beside each of them.
 */
final class Differences {

  private Differences() {}

  /** The databases with the tables that differ in a way that counts; those without are left out. */
  static List<DatabaseRestore> among(
      List<DatabaseRestore> arrived, Predicate<TableComparison> counts) {
    return arrived.stream()
        .map(
            database ->
                new DatabaseRestore(
                    database.database(),
                    database.server(),
                    database.backupSet(),
                    database.differences().stream().filter(counts).toList()))
        .filter(database -> !database.tables().isEmpty())
        .toList();
  }

  /** A line a table. */
  static String inWords(List<DatabaseRestore> differing) {
    return differing.stream()
        .flatMap(database -> database.tables().stream().map(table -> line(database, table)))
        .collect(Collectors.joining("\n"));
  }

  private static String line(DatabaseRestore restore, TableComparison table) {
    return "%s %s: expected %d to %d rows, found %d%s"
        .formatted(
            restore.database(),
            table.table(),
            table.expected().least(),
            table.expected().most(),
            table.restored(),
            contents(table.contents()));
  }

  private static String contents(TableComparison.@Nullable Contents contents) {
    return switch (contents) {
      case null -> "";
      case SAME -> ", every value the same";
      case OTHER_COLUMNS -> ", not the same columns";
      case OTHER_ROWS -> ", not the same contents";
    };
  }

  static Decision accept(Underway state, AcceptDifferences accept) {
    if (!(state.condition() instanceof Halted halted) || halted.differing().isEmpty()) {
      return new Refused(new Refusal.NoDifferences(state.label()));
    }
    Optional<Refusal> other = AtHand.unless(state, accept.work());
    if (other.isPresent()) {
      return new Refused(other.get());
    }
    if (accept.reason().isBlank()) {
      return new Refused(
          new Refusal.ReasonMissing("Accepting rows that differ in step " + state.label()));
    }
    ProcedureStep step = state.current();
    return accepted(
        new DifferencesAccepted(
            state.particulars().id(),
            step.step(),
            halted.order().task(),
            halted.differing(),
            accept.reason().strip(),
            step.hop()),
        Progress.afterTask(state));
  }
}
