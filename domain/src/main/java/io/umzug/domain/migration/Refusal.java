package io.umzug.domain.migration;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Why an instruction is not carried out. */
public sealed interface Refusal {

  /** What the operator reads: what is wrong, and what to do instead. */
  String sentence();

  /** The rule behind it, such as {@code R24}; empty where it is Umzug's own. */
  default String rule() {
    return "";
  }

  record NotOpened() implements Refusal {
    @Override
    public String sentence() {
      return "There is no such move. Open it first.";
    }
  }

  record AlreadyOpened(MigrationId id) implements Refusal {
    @Override
    public String sentence() {
      return "A move called '%s' exists already. Choose another id.".formatted(id);
    }
  }

  record NotARelocation(XPhoneVersion from, XPhoneVersion to) implements Refusal {
    @Override
    public String sentence() {
      return "A relocation leads to V9, version by version, not from %s to %s.".formatted(from, to);
    }

    @Override
    public String rule() {
      return "R9";
    }
  }

  record NoDatabases() implements Refusal {
    @Override
    public String sentence() {
      return "The move names no database. The estate must say where each one goes.";
    }

    @Override
    public String rule() {
      return "F1";
    }
  }

  record SameServer(String database, String server) implements Refusal {
    @Override
    public String sentence() {
      return "%s would go from %s to the same server. A move needs another one."
          .formatted(database, server);
    }

    @Override
    public String rule() {
      return "R33";
    }
  }

  record TransferNotAHop() implements Refusal {
    @Override
    public String sentence() {
      return "V4 is not updated, neither in place nor by a plan: its configuration is transferred to"
          + " a new machine. Set the estate's route to transfer.";
    }

    @Override
    public String rule() {
      return "R3";
    }
  }

  record NotATransfer(XPhoneVersion from, XPhoneVersion to) implements Refusal {
    @Override
    public String sentence() {
      return "A transfer of the configuration leads from V4 to V9, not from %s to %s."
          .formatted(from, to);
    }

    @Override
    public String rule() {
      return "R3";
    }
  }

  record MachinesUnknown() implements Refusal {
    @Override
    public String sentence() {
      return "The estate does not say on which machines the V4 is and the V9 will be. They must be"
          + " two: add source-machine to it.";
    }

    @Override
    public String rule() {
      return "R3";
    }
  }

  record SharedMachine(String machine) implements Refusal {
    @Override
    public String sentence() {
      return "V4 and V9 would both be on %s. They cannot share a machine: take a new one."
          .formatted(machine);
    }

    @Override
    public String rule() {
      return "R3";
    }
  }

  record NewMachineNeeded() implements Refusal {
    @Override
    public String sentence() {
      return "Plan D leaves the XPhone server where it is; a transfer from V4 needs a new machine."
          + " Choose plan A, B or C.";
    }

    @Override
    public String rule() {
      return "R4";
    }
  }

  record NotTheSameServer(XPhoneVersion from, XPhoneVersion to) implements Refusal {
    @Override
    public String sentence() {
      return "The update of SQL Express leaves the XPhone server as it is, at one version; %s to %s"
              .formatted(from, to)
          + " is another route.";
    }

    @Override
    public String rule() {
      return "E1";
    }
  }

  record NoPlanHere(Plan plan) implements Refusal {
    @Override
    public String sentence() {
      return "The update of SQL Express goes by no plan, so not by plan %s either.".formatted(plan);
    }

    @Override
    public String rule() {
      return "E1";
    }
  }

  /** R21, E1: what Umzug does not know to be one machine it could not put back. */
  record ServerStays(String choice, String source, String target) implements Refusal {
    @Override
    public String sentence() {
      return ("By %s the XPhone server stays where it is. The estate has to describe it twice, as"
              + " 'source-xphone' and as 'xphone', with the same host, so that it can be put back;"
              + " it says '%s' and '%s'.")
          .formatted(choice, source, target);
    }

    @Override
    public String rule() {
      return "R21";
    }
  }

  record NothingToUpdate(XPhoneVersion from) implements Refusal {
    @Override
    public String sentence() {
      return "An intermediate server is for the updates up to V8; from %s there are none."
          .formatted(from);
    }

    @Override
    public String rule() {
      return "R15";
    }
  }

  record SiteNotDescribed(Site site) implements Refusal {
    @Override
    public String sentence() {
      return switch (site) {
        case SOURCE ->
            "The updates are made on the old server, but the estate does not describe it. Add"
                + " source-xphone to its configuration.";
        case INTERMEDIATE ->
            "The updates are made on the intermediate server, but the estate does not describe it."
                + " Add intermediate-xphone, and intermediate to every database.";
        case TARGET -> "The estate does not describe the target.";
      };
    }

    @Override
    public String rule() {
      return site == Site.INTERMEDIATE ? "R15" : "R14";
    }
  }

  /**
   * @param questions what has to be known before anything can be advised
   */
  record FactsUnclear(List<String> questions) implements Refusal {
    @Override
    public String sentence() {
      return "The facts do not come to an advice yet: "
          + String.join(" ", questions)
          + " Answer that, or choose without facts.";
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record FactsOfAnotherMove(XPhoneVersion told, XPhoneVersion from) implements Refusal {
    @Override
    public String sentence() {
      return ("The facts speak of %s, this move starts from %s. Correct the facts, or open the move"
              + " that they are about.")
          .formatted(told, from);
    }

    @Override
    public String rule() {
      return "R9";
    }
  }

  /**
   * @param differences between the advice and the choice
   */
  record AdviceOverruled(List<String> differences) implements Refusal {
    @Override
    public String sentence() {
      return "The facts advise %s. Choose that, or say why not: the reason is kept."
          .formatted(String.join("; ", differences));
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record NoPlanChosen() implements Refusal {
    @Override
    public String sentence() {
      return "No plan is chosen yet. Choose plan A, B, C or D first.";
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record PlanAlreadyChosen(String choice) implements Refusal {
    @Override
    public String sentence() {
      return "The choice is made (%s) and its procedure is frozen.".formatted(choice);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record StepNotInPlan(String step, String choice) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s is not part of this move (%s).".formatted(step, choice);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record NotTheCurrentStep(String asked, String current) implements Refusal {
    @Override
    public String sentence() {
      return "The move stands at step %s, not at step %s. The order is fixed."
          .formatted(current, asked);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record AwaitsBegin(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has not begun. Say 'begin' first.".formatted(step);
    }
  }

  record HasBegun(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has begun already.".formatted(step);
    }
  }

  record WorkUnderWay(String step, WorkOrder order) implements Refusal {
    @Override
    public String sentence() {
      return "Umzug is working on step %s (%s, attempt %d). Wait for its end; if none comes, give it up."
          .formatted(
              step,
              order.task().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              order.attempt());
    }
  }

  record AwaitsPerson(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has not failed: it waits for a person. Do it, then confirm it."
          .formatted(step);
    }
  }

  record StepHasFailed(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has failed. Mend the cause, then retry it.".formatted(step);
    }
  }

  record NothingFailed(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Nothing has failed in step %s, so there is nothing to retry or to do by hand instead."
          .formatted(step);
    }
  }

  record NotByHand(String step) implements Refusal {
    @Override
    public String sentence() {
      return "What failed in step %s is Umzug's to do: nothing else shows that it is done. Mend the"
              .formatted(step)
          + " cause, then retry it.";
    }

    @Override
    public String rule() {
      return "R23";
    }
  }

  /**
   * @param said what the person spoke of; empty where they did not say
   * @param now what is in front of them
   */
  record NotWhatStandsHere(String step, String said, String now) implements Refusal {
    @Override
    public String sentence() {
      return said.isEmpty()
          ? "Step %s: say which work it is about. Look at the move, and if you mean '%s', say it with that."
              .formatted(step, now)
          : "Step %s: you speak of '%s', but now it is about '%s'. Look at the move again, then say it anew."
              .formatted(step, said, now);
    }
  }

  record NoDifferences(String step) implements Refusal {
    @Override
    public String sentence() {
      return "No rows that differ wait in step %s for anybody to accept them.".formatted(step);
    }

    @Override
    public String rule() {
      return "R33";
    }
  }

  record NoBackupToRenew(String step) implements Refusal {
    @Override
    public String sentence() {
      return "At step %s no backup can be made anew: none was made yet, or nothing that is still to"
              .formatted(step)
          + " be done is restored from it or compared with it.";
    }

    @Override
    public String rule() {
      return "R23";
    }
  }

  record NothingUnderWay(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Umzug is not working on step %s, so there is no work to give up.".formatted(step);
    }
  }

  record StepIsRequired(String step, String choice) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s is required (%s) and cannot be skipped.".formatted(step, choice);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record StepNotReached(String step) implements Refusal {
    @Override
    public String sentence() {
      return "The move has not come to step %s yet, so there is nothing to prove of it."
          .formatted(step);
    }
  }

  record TooLateForStep(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s was skipped, and its moment has passed.".formatted(step);
    }
  }

  /**
   * @param what needs it, at the beginning of a sentence
   */
  record ReasonMissing(String what) implements Refusal {
    @Override
    public String sentence() {
      return "%s needs words, which are kept: say them.".formatted(what);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record ClaimWanted(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s wants the snapshot's name, and that the machine was powered off for it. Claim"
              .formatted(step)
          + " it, or skip the step.";
    }

    @Override
    public String rule() {
      return "R11";
    }
  }

  record VmSnapshotWhileRunning() implements Refusal {
    @Override
    public String sentence() {
      return "A snapshot of the virtual machine counts only if the machine was powered off for it."
          + " Power it off, take the snapshot anew, then claim it.";
    }

    @Override
    public String rule() {
      return "R11";
    }
  }

  record AcceptanceWanted() implements Refusal {
    @Override
    public String sentence() {
      return "The journal of the V4 is lost completely. Accept that expressly, and in words that name"
          + " the journal, before the transfer starts.";
    }

    @Override
    public String rule() {
      return "R5";
    }
  }

  record CountWanted(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s wants to know how many were carried over: a number, 0 or more."
          .formatted(step);
    }

    @Override
    public String rule() {
      return "R6";
    }
  }

  record PlainConfirmationWanted(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s is not of that kind. Confirm it.".formatted(step);
    }
  }

  record FindingsWanted(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s waits for what its checks have found. Accept it, or mend it and retry."
          .formatted(step);
    }
  }

  record NoFindings(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has no findings that wait to be accepted.".formatted(step);
    }
  }

  record NothingToApprove(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s does not wait for an approval.".formatted(step);
    }

    @Override
    public String rule() {
      return "R33";
    }
  }

  record NoBatchFiles(String step) implements Refusal {
    @Override
    public String sentence() {
      return "Only step E4 of a SQL Express update has batch files; the current step is %s."
          .formatted(step);
    }

    @Override
    public String rule() {
      return "E4";
    }
  }

  record NamesDiffer(List<String> databases) implements Refusal {
    @Override
    public String sentence() {
      return "What is there would be OVERWRITTEN. Type the names of exactly these databases: %s."
          .formatted(String.join(", ", databases));
    }

    @Override
    public String rule() {
      return "R33";
    }
  }

  record NoSnapshot() implements Refusal {
    @Override
    public String sentence() {
      return "The move has no snapshot yet, so there is nothing to go back to.";
    }

    @Override
    public String rule() {
      return "R10";
    }
  }

  record UnknownSnapshot(String snapshot, List<String> known) implements Refusal {
    @Override
    public String sentence() {
      return "The move has no snapshot '%s'. It has: %s."
          .formatted(snapshot, String.join(", ", known));
    }

    @Override
    public String rule() {
      return "R10";
    }
  }

  record SnapshotTakenBack(String snapshot, List<String> reachable) implements Refusal {
    @Override
    public String sentence() {
      return "Snapshot %s belongs to a course that a rollback has undone. Reachable are: %s."
          .formatted(snapshot, String.join(", ", reachable));
    }

    @Override
    public String rule() {
      return "R10";
    }
  }

  /** Only a rollback that has ended leaves anything of which a later snapshot could be a part. */
  record RollbackHalfDone(String snapshot, String to, List<String> reachable) implements Refusal {
    @Override
    public String sentence() {
      return ("The rollback to %2$s has begun to overwrite what snapshot %1$s was taken of. Retry"
              + " it, or choose the same or an older snapshot. Reachable are: %3$s.")
          .formatted(snapshot, to, String.join(", ", reachable));
    }

    @Override
    public String rule() {
      return "R10";
    }
  }

  record SnapshotOutOfReach(String snapshot, Site site) implements Refusal {
    @Override
    public String sentence() {
      return ("Steps since snapshot %s have changed the XPhone server at %s, of which it holds"
              + " nothing: Umzug cannot put it back. Put its software back by hand, and its"
              + " atlas.xml from the copy that lies beside it.")
          .formatted(snapshot, site);
    }

    @Override
    public String rule() {
      return "R10";
    }
  }

  record PastNoReturn(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s cannot be undone: there is no way back any more.".formatted(step.label());
    }

    /** The label without the letter that names a part of the rule. */
    @Override
    public String rule() {
      return step.label().replaceFirst("[a-z]$", "");
    }
  }

  record WindowEndsBeforeItBegins(Instant from, Instant until) implements Refusal {
    @Override
    public String sentence() {
      return "The window would end at %s and begin at %s. It has to end after it begins."
          .formatted(until, from);
    }

    @Override
    public String rule() {
      return "R16";
    }
  }

  record WindowClosed(Instant until) implements Refusal {
    @Override
    public String sentence() {
      return ("A rollback that begins now would not end before the window closes at %s. Roll back,"
              + " agree on a later window with 'cut-over', or go on with 'override' and a reason.")
          .formatted(until);
    }

    @Override
    public String rule() {
      return "R16";
    }
  }

  record NothingToOverride() implements Refusal {
    @Override
    public String sentence() {
      return "The way back is not closed by a window: nothing is to be overridden.";
    }

    @Override
    public String rule() {
      return "R16";
    }
  }

  record OnADetour(String step) implements Refusal {
    @Override
    public String sentence() {
      return "The move is at %s now. Finish that first.".formatted(step);
    }
  }

  record MigrationIsPaused(String reason) implements Refusal {
    @Override
    public String sentence() {
      return "The move is paused: %s. Continue it first.".formatted(reason);
    }
  }

  record NotPaused() implements Refusal {
    @Override
    public String sentence() {
      return "The move is not paused.";
    }
  }

  record EstateIsTaken(String estate, String by) implements Refusal {
    @Override
    public String sentence() {
      return "The move '%s' is under way in the estate '%s'. Complete or abandon it first."
          .formatted(by, estate);
    }
  }

  record MigrationIsAbandoned(String reason) implements Refusal {
    @Override
    public String sentence() {
      return "The move was abandoned: %s. Open a new one.".formatted(reason);
    }
  }

  record MigrationIsComplete() implements Refusal {
    @Override
    public String sentence() {
      return "The move is complete. Nothing is left to do in it.";
    }
  }
}
