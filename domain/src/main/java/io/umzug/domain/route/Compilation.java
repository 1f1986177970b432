package io.umzug.domain.route;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the facts about a move come to. */
public sealed interface Compilation {

  /**
   * The way that the move should take.
   *
   * @param versions the versions that it passes, from the first to the last
   * @param plan the column of R24; null where the way is no relocation
   * @param downtime how the major updates in place are lived through; null where there are none
   * @param transport how the rows get to their new SQL Server; null where the way has a procedure
   *     of its own for them (E4), or where no database goes (R5)
   * @param rows the rows of R24 that some moves do without, and whether this one does
   * @param reasons in the order of the decisions
   */
  record Advice(
      RouteKind route,
      List<XPhoneVersion> versions,
      @Nullable Plan plan,
      @Nullable Downtime downtime,
      @Nullable Transport transport,
      List<Outcome.WithRow> rows,
      List<Reason> reasons)
      implements Compilation {

    public Advice {
      versions = List.copyOf(versions);
      rows = List.copyOf(rows);
      reasons = List.copyOf(reasons);
    }

    /** The reasons that are warnings. */
    public List<Reason> warnings() {
      return reasons.stream().filter(Advice::isWarning).toList();
    }

    private static boolean isWarning(Reason reason) {
      return reason.outcome() instanceof Outcome.WithCaution caution && caution.given();
    }

    /** Whether this warning is given. */
    public boolean warns(Caution caution) {
      return reasons.stream()
          .anyMatch(reason -> reason.outcome().equals(new Outcome.WithCaution(caution, true)));
    }
  }

  /** No advice yet: facts are missing, or cannot be true at once. */
  record Unclear(List<Question> questions) implements Compilation {

    public Unclear {
      questions = List.copyOf(questions);
      if (questions.isEmpty()) {
        throw new IllegalArgumentException("What is unclear has a question");
      }
    }
  }
}
