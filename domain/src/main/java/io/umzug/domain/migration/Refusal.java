package io.umzug.domain.migration;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.XPhoneVersion;

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
      return "Plans A to D relocate V8 or V9 to V9, not %s to %s. Update version by version first."
          .formatted(from, to);
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

  record PlanAlreadyChosen(Plan plan) implements Refusal {
    @Override
    public String sentence() {
      return "Plan %s is chosen and its procedure is frozen.".formatted(plan);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record StepNotInPlan(Step step, Plan plan) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s is not part of plan %s.".formatted(step.label(), plan);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record NotTheCurrentStep(Step asked, Step current) implements Refusal {
    @Override
    public String sentence() {
      return "The move stands at step %s, not at step %s. The order is fixed."
          .formatted(current.label(), asked.label());
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record AwaitsBegin(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has not begun. Say 'begin' first.".formatted(step.label());
    }
  }

  record HasBegun(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has begun already.".formatted(step.label());
    }
  }

  record WorkUnderWay(WorkOrder order) implements Refusal {
    @Override
    public String sentence() {
      return "Umzug is working on step %s (%s, attempt %d). Wait for its end."
          .formatted(
              order.step().label(),
              order.task().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
              order.attempt());
    }
  }

  record AwaitsPerson(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has not failed: it waits for a person. Do it, then confirm it."
          .formatted(step.label());
    }
  }

  record StepHasFailed(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s has failed. Mend the cause, then retry it.".formatted(step.label());
    }
  }

  record NothingFailed(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Nothing has failed in step %s, so there is nothing to retry.".formatted(step.label());
    }
  }

  record StepIsRequired(Step step, Plan plan) implements Refusal {
    @Override
    public String sentence() {
      return "Step %s is required in plan %s and cannot be skipped.".formatted(step.label(), plan);
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record ReasonMissing(Step step) implements Refusal {
    @Override
    public String sentence() {
      return "Skipping step %s needs a reason, which is kept.".formatted(step.label());
    }

    @Override
    public String rule() {
      return "R24";
    }
  }

  record MigrationIsComplete() implements Refusal {
    @Override
    public String sentence() {
      return "The move is complete. Nothing is left to do in it.";
    }
  }
}
