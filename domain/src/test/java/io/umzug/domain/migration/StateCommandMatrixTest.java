package io.umzug.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against every command: each cell says by name what comes of it. */
class StateCommandMatrixTest {

  private static final Map<String, Situations> STATES = new LinkedHashMap<>();
  private static final Map<String, MigrationCommand> COMMANDS = new LinkedHashMap<>();

  static {
    STATES.put("unopened", Situations.unopened());
    STATES.put("opened", Situations.opened());
    STATES.put("held", Situations.planned(Plan.C));
    STATES.put("working", Situations.planned(Plan.C).after(new Instruction.BeginStep(Step.BACKUP)));
    STATES.put(
        "halted",
        Situations.planned(Plan.C)
            .after(new Instruction.BeginStep(Step.BACKUP))
            .after(new Report.BackupFailed(Situations.BACKUP, Situations.DIAGNOSIS)));
    STATES.put("offered", Situations.planned(Plan.C).until(Step.INSTALL_OUTLOOK));
    STATES.put("completed", Situations.planned(Plan.C).completed());

    COMMANDS.put(
        "OpenMigration",
        new Instruction.OpenMigration(Situations.particulars(XPhoneVersion.V8, XPhoneVersion.V9)));
    COMMANDS.put("ChoosePlan", new Instruction.ChoosePlan(Plan.B));
    COMMANDS.put("BeginStep:R23", new Instruction.BeginStep(Step.BACKUP));
    COMMANDS.put("BeginStep:3", new Instruction.BeginStep(Step.INSTALL_OUTLOOK));
    COMMANDS.put("ConfirmStep:R23", new Instruction.ConfirmStep(Step.BACKUP, ""));
    COMMANDS.put("ConfirmStep:3", new Instruction.ConfirmStep(Step.INSTALL_OUTLOOK, ""));
    COMMANDS.put("SkipStep:R23", new Instruction.SkipStep(Step.BACKUP, "why not"));
    COMMANDS.put("SkipStep:3", new Instruction.SkipStep(Step.INSTALL_OUTLOOK, "no MAPI"));
    COMMANDS.put("SkipStep:3:blank", new Instruction.SkipStep(Step.INSTALL_OUTLOOK, " "));
    COMMANDS.put("RetryStep:R23", new Instruction.RetryStep(Step.BACKUP));
    COMMANDS.put("RetryStep:3", new Instruction.RetryStep(Step.INSTALL_OUTLOOK));
    COMMANDS.put("RetryStep:1", new Instruction.RetryStep(Step.INSTALL_SQL_SERVER));
    for (Task task : Task.values()) {
      if (task.isWork()) {
        WorkOrder order = Situations.order(Step.BACKUP, task, 1);
        Report success = Situations.success(order);
        Report failure = Report.failed(order, Situations.DIAGNOSIS);
        COMMANDS.put(success.getClass().getSimpleName(), success);
        COMMANDS.put(failure.getClass().getSimpleName(), failure);
      }
    }
    COMMANDS.put("WorkOverdue", new Report.WorkOverdue(Situations.BACKUP));
    COMMANDS.put(
        "BackupCompleted:other attempt",
        new Report.BackupCompleted(
            Situations.order(Step.BACKUP, Task.BACK_UP_DATABASES, 2),
            Situations.backups("XPDATA", "XPVDIR")));
  }

  /** Columns: unopened, opened, held, working, halted, offered (row 3), completed. */
  private static final String CELLS =
      """
      OpenMigration                | +MigrationOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened
      ChoosePlan                   | -NotOpened | +PlanChosen StepHeld | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -MigrationIsComplete
      BeginStep:R23                | -NotOpened | -NoPlanChosen | +StepBegun BackupRequested | -HasBegun | -HasBegun | -NotTheCurrentStep | -MigrationIsComplete
      BeginStep:3                  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -HasBegun | -MigrationIsComplete
      ConfirmStep:R23              | -NotOpened | -NoPlanChosen | -AwaitsBegin | -WorkUnderWay | -StepHasFailed | -NotTheCurrentStep | -MigrationIsComplete
      ConfirmStep:3                | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +StepConfirmed StepCompleted StepBegun StepOffered | -MigrationIsComplete
      SkipStep:R23                 | -NotOpened | -NoPlanChosen | -StepIsRequired | -StepIsRequired | -StepIsRequired | -NotTheCurrentStep | -MigrationIsComplete
      SkipStep:3                   | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +StepSkipped StepCompleted StepBegun StepOffered | -MigrationIsComplete
      SkipStep:3:blank             | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -ReasonMissing | -MigrationIsComplete
      RetryStep:R23                | -NotOpened | -NoPlanChosen | -NothingFailed | -WorkUnderWay | +StepRetried BackupRequested | -NotTheCurrentStep | -MigrationIsComplete
      RetryStep:3                  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -AwaitsPerson | -MigrationIsComplete
      RetryStep:1                  | -NotOpened | -NoPlanChosen | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -MigrationIsComplete
      BackupCompleted              | stale | stale | stale | +BackupCompleted StepCompleted StepBegun DatabaseCreationRequested | stale | stale | stale
      BackupFailed                 | stale | stale | stale | +BackupFailed | stale | stale | stale
      DatabasesCreated             | stale | stale | stale | stale | stale | stale | stale
      DatabaseCreationFailed       | stale | stale | stale | stale | stale | stale | stale
      FilestreamEnabled            | stale | stale | stale | stale | stale | stale | stale
      FilestreamFailed             | stale | stale | stale | stale | stale | stale | stale
      SqlServersReached            | stale | stale | stale | stale | stale | stale | stale
      SqlServersUnreachable        | stale | stale | stale | stale | stale | stale | stale
      AtlasRewritten               | stale | stale | stale | stale | stale | stale | stale
      AtlasRewriteFailed           | stale | stale | stale | stale | stale | stale | stale
      ServiceStarted               | stale | stale | stale | stale | stale | stale | stale
      ServiceStartFailed           | stale | stale | stale | stale | stale | stale | stale
      RestoreCompleted             | stale | stale | stale | stale | stale | stale | stale
      RestoreFailed                | stale | stale | stale | stale | stale | stale | stale
      RestartConfirmed             | stale | stale | stale | stale | stale | stale | stale
      RestartFailed                | stale | stale | stale | stale | stale | stale | stale
      WorkOverdue                  | stale | stale | stale | +WorkOverran | stale | stale | stale
      BackupCompleted:other attempt| stale | stale | stale | stale | stale | stale | stale
      """;

  static Stream<Arguments> cells() {
    return CELLS
        .lines()
        .flatMap(
            line -> {
              List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
              List<String> states = List.copyOf(STATES.keySet());
              return Stream.iterate(0, i -> i < states.size(), i -> i + 1)
                  .map(i -> Arguments.of(states.get(i), cells.getFirst(), cells.get(i + 1)));
            });
  }

  @ParameterizedTest(name = "{0} × {1} → {2}")
  @MethodSource("cells")
  void cell(String state, String command, String outcome) {
    assertThat(outcomeOf(Decider.decide(STATES.get(state).state(), COMMANDS.get(command))))
        .isEqualTo(outcome);
  }

  @Test
  void no_state_and_no_command_is_left_out() {
    assertThat(CELLS.lines().map(line -> line.split("\\|")[0].strip()))
        .containsExactlyElementsOf(COMMANDS.keySet());
    assertThat(STATES.values().stream().map(Situations::state).map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Migration.class.getPermittedSubclasses());
    assertThat(
            COMMANDS.values().stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Instruction.class, Report.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .collect(Collectors.toSet()));
  }

  private static String outcomeOf(Decision decision) {
    return switch (decision) {
      case Accepted accepted when accepted.events().isEmpty() -> "stale";
      case Accepted accepted ->
          "+"
              + accepted.events().stream()
                  .map(event -> event.getClass().getSimpleName())
                  .collect(Collectors.joining(" "));
      case Refused refused -> "-" + refused.refusal().getClass().getSimpleName();
    };
  }
}
