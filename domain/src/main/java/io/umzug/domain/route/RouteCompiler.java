package io.umzug.domain.route;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.Outcome.WithRow;
import java.util.List;
import java.util.Optional;

/**
 * From the facts about a move to advice with reasons, or to questions. It guesses nothing: a fact
 * on which a decision hangs is asked for, and one on which none hangs is not.
 */
public final class RouteCompiler {

  /** The decisions as they fell; they count only where no question is open. */
  private record Draft(
      RouteKind route,
      List<XPhoneVersion> versions,
      Optional<Plan> plan,
      Optional<Downtime> downtime,
      Optional<Transport> transport) {}

  private RouteCompiler() {}

  public static Compilation compile(MoveFacts facts) {
    Deliberation notes = new Deliberation(facts);
    Optional<Draft> draft = decide(notes);
    if (!notes.questions().isEmpty()) {
      return new Unclear(notes.questions());
    }
    return advice(draft.orElseThrow(), notes, facts);
  }

  /** The decisions without their flips, which are found by deciding anew. */
  static Deliberation deliberate(MoveFacts facts) {
    Deliberation notes = new Deliberation(facts);
    decide(notes);
    return notes;
  }

  private static Optional<Draft> decide(Deliberation notes) {
    return RoutePolicy.kind(notes)
        .map(
            route -> {
              List<XPhoneVersion> versions = RoutePolicy.versions(notes, route);
              RoutePolicy.machine(notes, route);
              return switch (route) {
                case TRANSFER -> transfer(notes, versions);
                case RELOCATION -> relocation(notes, versions);
                case SQL_EXPRESS_UPDATE -> expressUpdate(notes, versions);
              };
            });
  }

  private static Draft transfer(Deliberation notes, List<XPhoneVersion> versions) {
    EditionPolicy.ofTransfer(notes);
    CautionPolicy.beforeTransfer(notes);
    return new Draft(
        RouteKind.TRANSFER, versions, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Draft relocation(Deliberation notes, List<XPhoneVersion> versions) {
    Optional<Plan> plan = PlanPolicy.plan(notes);
    plan.ifPresent(chosen -> EditionPolicy.ofPlan(notes, chosen));
    Optional<Downtime> downtime =
        DowntimePolicy.ofRelocation(notes, plan.equals(Optional.of(Plan.D)));
    Optional<Transport> transport = TransportPolicy.transport(notes);
    TransportPolicy.backup(notes, "R23");
    plan.ifPresent(chosen -> RowPolicy.rows(notes, chosen));
    if (DowntimePolicy.hops(notes) > 1) {
      CautionPolicy.beforeHops(notes);
    }
    plan.ifPresent(chosen -> CautionPolicy.beforeRelocation(notes, chosen));
    if (plan.isEmpty() && PlanPolicy.serverMoves(notes)) {
      // Whichever plan it will be, these are asked: all at once, not round by round.
      RowPolicy.outlook(notes);
      CautionPolicy.newServer(notes);
    }
    return new Draft(RouteKind.RELOCATION, versions, plan, downtime, transport);
  }

  private static Draft expressUpdate(Deliberation notes, List<XPhoneVersion> versions) {
    EditionPolicy.ofExpressUpdate(notes);
    Optional<Downtime> downtime = DowntimePolicy.ofExpressUpdate(notes);
    TransportPolicy.ofExpressUpdate(notes);
    TransportPolicy.backup(notes, "E2");
    if (DowntimePolicy.hops(notes) > 0) {
      CautionPolicy.beforeHops(notes);
    }
    CautionPolicy.beforeExpressUpdate(notes);
    return new Draft(
        RouteKind.SQL_EXPRESS_UPDATE, versions, Optional.empty(), downtime, Optional.empty());
  }

  private static Advice advice(Draft draft, Deliberation notes, MoveFacts facts) {
    List<Reason> reasons = new Flips(notes, facts).reasons();
    List<WithRow> rows =
        reasons.stream()
            .map(Reason::outcome)
            .filter(WithRow.class::isInstance)
            .map(WithRow.class::cast)
            .distinct()
            .toList();
    return new Advice(
        draft.route(),
        draft.versions(),
        draft.plan().orElse(null),
        draft.downtime().orElse(null),
        draft.transport().orElse(null),
        rows,
        reasons);
  }
}
