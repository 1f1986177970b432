package io.umzug.domain.migration;

import static io.umzug.domain.migration.Decider.accepted;

import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Migration.Opened;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationEvent.PlanChosen;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Procedure;
import io.umzug.domain.plan.Procedures;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.Question;
import io.umzug.domain.route.RouteCompiler;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A move's beginning: what it is about, and what was chosen for it. */
final class Opening {

  private Opening() {}

  static Decision open(Particulars move) {
    return wrongRoute(move)
        .or(() -> wrongDatabases(move))
        .<Decision>map(Refused::new)
        .orElseGet(() -> accepted(new MigrationOpened(move)));
  }

  private static Optional<Refusal> wrongRoute(Particulars move) {
    XPhoneVersion from = move.from();
    return switch (move.route()) {
      case RELOCATION ->
          from == XPhoneVersion.V4
              ? Optional.of(new Refusal.TransferNotAHop())
              : move.to() == XPhoneVersion.V9
                  ? Optional.empty()
                  : Optional.of(new Refusal.NotARelocation(from, move.to()));
      case TRANSFER -> wrongTransfer(move);
      case SQL_EXPRESS_UPDATE ->
          from == move.to() && from != XPhoneVersion.V4
              ? Optional.empty()
              : Optional.of(new Refusal.NotTheSameServer(from, move.to()));
    };
  }

  /** R3, R4: a new machine, and never one that still has the V4. */
  private static Optional<Refusal> wrongTransfer(Particulars move) {
    if (move.from() != XPhoneVersion.V4 || move.to() != XPhoneVersion.V9) {
      return Optional.of(new Refusal.NotATransfer(move.from(), move.to()));
    }
    if (move.machine(Site.SOURCE).isEmpty() || move.machine(Site.TARGET).isEmpty()) {
      return Optional.of(new Refusal.MachinesUnknown());
    }
    return move.isSameMachine(Site.SOURCE, Site.TARGET)
        ? Optional.of(new Refusal.SharedMachine(move.machine(Site.TARGET).orElseThrow()))
        : Optional.empty();
  }

  private static Optional<Refusal> wrongDatabases(Particulars move) {
    if (move.databases().isEmpty()) {
      return Optional.of(new Refusal.NoDatabases());
    }
    return move.databases().stream()
        .filter(database -> database.source().equalsIgnoreCase(database.target()))
        .findFirst()
        .map(database -> new Refusal.SameServer(database.database(), database.source()));
  }

  static Decision choose(Opened state, ChoosePlan choose) {
    Particulars move = state.particulars();
    Optional<Refusal> unfit = unfit(move, choose.choice());
    if (unfit.isPresent()) {
      return new Refused(unfit.get());
    }
    if (choose.facts() == null) {
      return freeze(state, choose, null);
    }
    Optional<XPhoneVersion> told =
        choose.facts().get(Fact.FROM).filter(version -> version != move.from());
    if (told.isPresent()) {
      return new Refused(new Refusal.FactsOfAnotherMove(told.get(), move.from()));
    }
    return switch (RouteCompiler.compile(choose.facts())) {
      case Unclear unclear -> new Refused(new Refusal.FactsUnclear(asked(unclear)));
      case Advice advice -> advised(state, choose, Advised.of(advice));
    };
  }

  private static List<String> asked(Unclear unclear) {
    return unclear.questions().stream().map(Question::asks).toList();
  }

  /** The advice may be overruled, but only with a reason that is kept. */
  private static Decision advised(Opened state, ChoosePlan choose, Advised advised) {
    List<String> differences = advised.overruledBy(state.particulars().route(), choose.choice());
    return !differences.isEmpty() && choose.reason().isBlank()
        ? new Refused(new Refusal.AdviceOverruled(differences))
        : freeze(state, choose, advised);
  }

  private static Decision freeze(Opened state, ChoosePlan choose, @Nullable Advised advised) {
    Particulars move = state.particulars();
    Procedure procedure = Procedures.of(move.route(), move.from(), move.to(), choose.choice());
    PlanChosen chosen =
        new PlanChosen(
            move.id(),
            procedure,
            procedure.hash(),
            choose.choice(),
            choose.reason().strip(),
            advised);
    return accepted(chosen, Progress.enter((Underway) Evolution.evolve(state, chosen), 0));
  }

  private static Optional<Refusal> unfit(Particulars move, Choice choice) {
    if (move.route() == RouteKind.SQL_EXPRESS_UPDATE) {
      return choice.plan() == null
          ? moved(move, "the SQL Express update")
          : Optional.of(new Refusal.NoPlanHere(choice.plan()));
    }
    if (choice.plan() == null) {
      return Optional.of(new Refusal.NoPlanChosen());
    }
    if (move.route() == RouteKind.TRANSFER && choice.plan() == Plan.D) {
      return Optional.of(new Refusal.NewMachineNeeded());
    }
    boolean updates =
        move.route() == RouteKind.RELOCATION && move.from().compareTo(XPhoneVersion.V8) < 0;
    if (choice.downtime() == Downtime.INTERMEDIATE_SERVER) {
      if (!updates) {
        return Optional.of(new Refusal.NothingToUpdate(move.from()));
      }
      return missing(move, Site.INTERMEDIATE);
    }
    Optional<Refusal> missing = updates ? missing(move, Site.SOURCE) : Optional.empty();
    return missing.isPresent() || choice.plan() != Plan.D ? missing : moved(move, choice.inWords());
  }

  /** R21, E1: the machine stays, and Umzug has to keep and put back what it changes there (R10). */
  private static Optional<Refusal> moved(Particulars move, String choice) {
    return move.reaches(Site.SOURCE) && move.isSameMachine(Site.SOURCE, Site.TARGET)
        ? Optional.empty()
        : Optional.of(
            new Refusal.ServerStays(
                choice,
                move.machine(Site.SOURCE).orElse(""),
                move.machine(Site.TARGET).orElse("")));
  }

  /** The updates are made there: Umzug has to restart the service and keep its files (R12, R10). */
  private static Optional<Refusal> missing(Particulars move, Site site) {
    boolean known =
        move.reaches(site)
            && move.databases().stream().noneMatch(database -> database.at(site).isBlank());
    return known ? Optional.empty() : Optional.of(new Refusal.SiteNotDescribed(site));
  }
}
