package io.umzug.domain.migration;

import static io.umzug.domain.migration.Situations.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Decision.Refused;
import io.umzug.domain.plan.Choice;
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

  /** The numbers of the events by which the move is held, and by which it gets its window. */
  private static final long HELD = Situations.planned(Plan.C).lastNumber();

  private static final long SCHEDULED =
      Situations.planned(Plan.C).after(Situations.SCHEDULE).lastNumber();

  /** What a person has in front of them, where they have. */
  private static final String CHECKS = "acme/P/RUN_PREFLIGHT/1";

  private static final String BACKUP = Situations.BACKUP.workId();
  private static final String RESTORE = "acme/12/RESTORE_DATABASES/1";

  static {
    STATES.put("unopened", Situations.unopened());
    STATES.put("opened", Situations.opened());
    STATES.put("held", Situations.planned(Plan.C));
    STATES.put(
        "working", Situations.planned(Plan.C).after(new Instruction.BeginStep(at(Step.BACKUP))));
    STATES.put(
        "halted",
        Situations.planned(Plan.C)
            .after(new Instruction.BeginStep(at(Step.BACKUP)))
            .after(new Report.BackupFailed(Situations.BACKUP, Situations.DIAGNOSIS)));
    STATES.put("offered", Situations.planned(Plan.C).until(Step.INSTALL_OUTLOOK));
    STATES.put(
        "approval",
        Situations.planned(Plan.C)
            .until(Step.RESTORE)
            .next()
            .after(
                new Report.TargetsSurveyed(
                    Situations.order(Step.RESTORE, Task.SURVEY_TARGETS, 1),
                    List.of(Situations.target("XPDATA", 2)))));
    STATES.put(
        "findings",
        Situations.opened()
            .after(new Instruction.ChoosePlan(Choice.of(Plan.C), ""))
            .found(Situations.FAILS));
    STATES.put(
        "differing",
        Situations.planned(Plan.C)
            .until(Step.RESTORE)
            .next()
            .next()
            .next()
            .after(
                new Report.RestoreCompleted(
                    Situations.order(Step.RESTORE, Task.RESTORE_DATABASES, 1),
                    Situations.restores(6, "XPDATA", "XPVDIR"))));
    STATES.put(
        "rolling back",
        Situations.planned(Plan.C)
            .until(Step.INSTALL_OUTLOOK)
            .after(new Instruction.RollBack("S1", "wrong server")));
    STATES.put(
        "paused",
        Situations.planned(Plan.C)
            .until(Step.INSTALL_OUTLOOK)
            .after(new Instruction.PauseMigration("night")));
    STATES.put(
        "abandoned", Situations.planned(Plan.C).after(new Instruction.AbandonMigration("sold")));
    STATES.put("scheduled", Situations.planned(Plan.C).after(Situations.SCHEDULE));
    STATES.put("window closed", Situations.windowClosed());
    STATES.put("completed", Situations.planned(Plan.C).completed());

    COMMANDS.put(
        "OpenMigration",
        new Instruction.OpenMigration(Situations.particulars(XPhoneVersion.V8, XPhoneVersion.V9)));
    COMMANDS.put("ChoosePlan", new Instruction.ChoosePlan(Choice.of(Plan.B), ""));
    COMMANDS.put("AbandonMigration", new Instruction.AbandonMigration("sold"));
    COMMANDS.put("AbandonMigration:blank", new Instruction.AbandonMigration(" "));
    COMMANDS.put("PauseMigration", new Instruction.PauseMigration("night"));
    COMMANDS.put("PauseMigration:blank", new Instruction.PauseMigration(""));
    COMMANDS.put("ContinueMigration", new Instruction.ContinueMigration());
    COMMANDS.put("TakeSnapshot", new Instruction.TakeSnapshot("to be sure"));
    COMMANDS.put("RollBack:S1", new Instruction.RollBack("S1", "wrong"));
    COMMANDS.put("RollBack:S9", new Instruction.RollBack("S9", "wrong"));
    COMMANDS.put("RollBack:blank", new Instruction.RollBack("S1", " "));
    COMMANDS.put("ScheduleCutOver", Situations.SCHEDULE);
    COMMANDS.put(
        "ScheduleCutOver:reversed",
        new Instruction.ScheduleCutOver(Situations.UNTIL, Situations.FROM));
    COMMANDS.put("OverrideWindow", new Instruction.OverrideWindow("the partner agrees"));
    COMMANDS.put("OverrideWindow:blank", new Instruction.OverrideWindow(" "));
    COMMANDS.put(
        "ClaimVmSnapshot:3", new Instruction.ClaimVmSnapshot(at(Step.INSTALL_OUTLOOK), "n", true));
    COMMANDS.put(
        "AcceptLoss:3", new Instruction.AcceptLoss(at(Step.INSTALL_OUTLOOK), true, "the journal"));
    COMMANDS.put(
        "ConfirmTransfer:3", new Instruction.ConfirmTransfer(at(Step.INSTALL_OUTLOOK), 1, ""));
    COMMANDS.put(
        "ApproveBatchFiles:3", new Instruction.ApproveBatchFiles(at(Step.INSTALL_OUTLOOK)));
    COMMANDS.put(
        "ApproveOverwrite:3",
        new Instruction.ApproveOverwrite(at(Step.INSTALL_OUTLOOK), List.of("XPDATA")));
    COMMANDS.put(
        "ApproveOverwrite:12",
        new Instruction.ApproveOverwrite(at(Step.RESTORE), List.of("xpdata ")));
    COMMANDS.put(
        "ApproveOverwrite:12:other",
        new Instruction.ApproveOverwrite(at(Step.RESTORE), List.of("XPVDIR")));
    COMMANDS.put(
        "AcceptFindings:P", new Instruction.AcceptFindings(at(Step.PREFLIGHT), CHECKS, "known"));
    COMMANDS.put(
        "AcceptFindings:P:blank", new Instruction.AcceptFindings(at(Step.PREFLIGHT), CHECKS, " "));
    COMMANDS.put(
        "AcceptFindings:P:other",
        new Instruction.AcceptFindings(at(Step.PREFLIGHT), CHECKS + "0", "known"));
    COMMANDS.put(
        "AcceptFindings:3", new Instruction.AcceptFindings(at(Step.INSTALL_OUTLOOK), "", "known"));
    COMMANDS.put("RetryStep:P", new Instruction.RetryStep(at(Step.PREFLIGHT)));
    COMMANDS.put("ConfirmStep:P", new Instruction.ConfirmStep(at(Step.PREFLIGHT), ""));
    COMMANDS.put("SkipStep:P", new Instruction.SkipStep(at(Step.PREFLIGHT), "why not"));
    COMMANDS.put(
        "AttachEvidence:R23",
        new Instruction.AttachEvidence(at(Step.BACKUP), new EvidenceFile("log", "00", 1), ""));
    COMMANDS.put("RecordByHand:R23", new Instruction.RecordByHand(at(Step.BACKUP), BACKUP, "done"));
    COMMANDS.put(
        "RecordByHand:3", new Instruction.RecordByHand(at(Step.INSTALL_OUTLOOK), "", "done"));
    COMMANDS.put(
        "AcceptDifferences:R23",
        new Instruction.AcceptDifferences(at(Step.BACKUP), BACKUP, "known"));
    COMMANDS.put(
        "AcceptDifferences:12",
        new Instruction.AcceptDifferences(at(Step.RESTORE), RESTORE, "a journal row"));
    COMMANDS.put(
        "AcceptDifferences:12:other",
        new Instruction.AcceptDifferences(at(Step.RESTORE), RESTORE + "0", "a journal row"));
    COMMANDS.put(
        "AcceptDifferences:12:blank",
        new Instruction.AcceptDifferences(at(Step.RESTORE), RESTORE, " "));
    COMMANDS.put("BackUpAnew", new Instruction.BackUpAnew("tables churned"));
    COMMANDS.put("GiveUpWork:R23", new Instruction.GiveUpWork(BACKUP, "it hangs"));
    COMMANDS.put("GiveUpWork:R23:blank", new Instruction.GiveUpWork(BACKUP, " "));
    COMMANDS.put("GiveUpWork:other", new Instruction.GiveUpWork(RESTORE, "it hangs"));
    COMMANDS.put("BeginStep:R23", new Instruction.BeginStep(at(Step.BACKUP)));
    COMMANDS.put("BeginStep:3", new Instruction.BeginStep(at(Step.INSTALL_OUTLOOK)));
    COMMANDS.put("ConfirmStep:R23", new Instruction.ConfirmStep(at(Step.BACKUP), ""));
    COMMANDS.put("ConfirmStep:3", new Instruction.ConfirmStep(at(Step.INSTALL_OUTLOOK), ""));
    COMMANDS.put("SkipStep:R23", new Instruction.SkipStep(at(Step.BACKUP), "why not"));
    COMMANDS.put("SkipStep:3", new Instruction.SkipStep(at(Step.INSTALL_OUTLOOK), "no MAPI"));
    COMMANDS.put("SkipStep:3:blank", new Instruction.SkipStep(at(Step.INSTALL_OUTLOOK), " "));
    COMMANDS.put("RetryStep:R23", new Instruction.RetryStep(at(Step.BACKUP)));
    COMMANDS.put("RetryStep:3", new Instruction.RetryStep(at(Step.INSTALL_OUTLOOK)));
    COMMANDS.put("RetryStep:1", new Instruction.RetryStep(at(Step.INSTALL_SQL_SERVER)));
    for (Task task : Task.values()) {
      if (task.isWork()) {
        WorkOrder order = Situations.order(Step.BACKUP, task, 1);
        Report success = Situations.success(order);
        Report failure = Report.failed(order, Situations.DIAGNOSIS);
        COMMANDS.putIfAbsent(success.getClass().getSimpleName(), success);
        COMMANDS.putIfAbsent(failure.getClass().getSimpleName(), failure);
      }
    }
    COMMANDS.put("PersonOverdue", new Report.PersonOverdue(Situations.ID, HELD, 1, false));
    COMMANDS.put("PersonOverdue:escalates", new Report.PersonOverdue(Situations.ID, HELD, 1, true));
    COMMANDS.put(
        "RollbackWindowClosing",
        new Report.RollbackWindowClosing(Situations.ID, SCHEDULED, Situations.FROM));
    COMMANDS.put(
        "RollbackWindowClosed",
        new Report.RollbackWindowClosed(Situations.ID, SCHEDULED, Situations.FROM));
    COMMANDS.put("WorkOverdue", new Report.WorkOverdue(Situations.BACKUP));
    COMMANDS.put(
        "BackupCompleted:other attempt",
        new Report.BackupCompleted(
            Situations.order(Step.BACKUP, Task.BACK_UP_DATABASES, 2),
            Situations.backups("XPDATA", "XPVDIR")));
  }

  /**
   * Columns: unopened, opened, held, working, halted, offered (row 3), approval (row 12), findings
   * (P), differing (row 12), rolling back, paused, abandoned, scheduled (held), window closed (row
   * 3), completed.
   */
  private static final String CELLS =
      """
      OpenMigration               | +MigrationOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened | -AlreadyOpened
      ChoosePlan                  | -NotOpened | +PlanChosen StepBegun PreflightRequested | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -PlanAlreadyChosen | -MigrationIsAbandoned | -PlanAlreadyChosen | -PlanAlreadyChosen | -MigrationIsComplete
      AbandonMigration            | -NotOpened | +MigrationAbandoned | +MigrationAbandoned | -WorkUnderWay | +MigrationAbandoned | +MigrationAbandoned | +MigrationAbandoned | +MigrationAbandoned | +MigrationAbandoned | -WorkUnderWay | +MigrationAbandoned | -MigrationIsAbandoned | +MigrationAbandoned | +MigrationAbandoned | -MigrationIsComplete
      AbandonMigration:blank      | -NotOpened | -ReasonMissing | -ReasonMissing | -WorkUnderWay | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -WorkUnderWay | -ReasonMissing | -MigrationIsAbandoned | -ReasonMissing | -ReasonMissing | -MigrationIsComplete
      PauseMigration              | -NotOpened | -NoPlanChosen | +MigrationPaused | -WorkUnderWay | +MigrationPaused | +MigrationPaused | +MigrationPaused | +MigrationPaused | +MigrationPaused | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | +MigrationPaused | +MigrationPaused | -MigrationIsComplete
      PauseMigration:blank        | -NotOpened | -NoPlanChosen | -ReasonMissing | -WorkUnderWay | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | -ReasonMissing | -ReasonMissing | -MigrationIsComplete
      ContinueMigration           | -NotOpened | -NoPlanChosen | -NotPaused | -NotPaused | -NotPaused | -NotPaused | -NotPaused | -NotPaused | -NotPaused | -NotPaused | +MigrationContinued | -MigrationIsAbandoned | -NotPaused | -NotPaused | -MigrationIsComplete
      TakeSnapshot                | -NotOpened | -NoPlanChosen | +SnapshotDemanded SnapshotRequested | -WorkUnderWay | +SnapshotDemanded SnapshotRequested | +SnapshotDemanded SnapshotRequested | +SnapshotDemanded SnapshotRequested | +SnapshotDemanded SnapshotRequested | +SnapshotDemanded SnapshotRequested | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | +SnapshotDemanded SnapshotRequested | +SnapshotDemanded SnapshotRequested | -MigrationIsComplete
      RollBack:S1                 | -NotOpened | -NoPlanChosen | -NoSnapshot | -WorkUnderWay | -NoSnapshot | +RollbackBegun ServiceStartRequested | +RollbackBegun ServiceStopRequested | -NoSnapshot | +RollbackBegun ServiceStopRequested | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | -NoSnapshot | +RollbackBegun ServiceStartRequested | -MigrationIsComplete
      RollBack:S9                 | -NotOpened | -NoPlanChosen | -NoSnapshot | -WorkUnderWay | -NoSnapshot | -UnknownSnapshot | -UnknownSnapshot | -NoSnapshot | -UnknownSnapshot | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | -NoSnapshot | -UnknownSnapshot | -MigrationIsComplete
      RollBack:blank              | -NotOpened | -NoPlanChosen | -ReasonMissing | -WorkUnderWay | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -ReasonMissing | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | -ReasonMissing | -ReasonMissing | -MigrationIsComplete
      ScheduleCutOver             | -NotOpened | -NoPlanChosen | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | +CutOverScheduled | -MigrationIsAbandoned | +CutOverScheduled | +CutOverScheduled | -MigrationIsComplete
      ScheduleCutOver:reversed    | -NotOpened | -NoPlanChosen | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -MigrationIsAbandoned | -WindowEndsBeforeItBegins | -WindowEndsBeforeItBegins | -MigrationIsComplete
      OverrideWindow              | -NotOpened | -NoPlanChosen | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -MigrationIsAbandoned | -NothingToOverride | +WindowOverridden | -MigrationIsComplete
      OverrideWindow:blank        | -NotOpened | -NoPlanChosen | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -NothingToOverride | -MigrationIsAbandoned | -NothingToOverride | -ReasonMissing | -MigrationIsComplete
      ClaimVmSnapshot:3           | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -PlainConfirmationWanted | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptLoss:3                | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -PlainConfirmationWanted | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ConfirmTransfer:3           | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -PlainConfirmationWanted | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ApproveBatchFiles:3         | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NoBatchFiles | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ApproveOverwrite:3          | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NothingToApprove | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ApproveOverwrite:12         | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +OverwriteApproved SnapshotRequested | -NotTheCurrentStep | -NothingToApprove | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ApproveOverwrite:12:other   | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NamesDiffer | -NotTheCurrentStep | -NothingToApprove | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptFindings:P            | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +FindingsAccepted StepCompleted StepHeld | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptFindings:P:blank      | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -ReasonMissing | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptFindings:P:other      | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotWhatStandsHere | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptFindings:3            | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NoFindings | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      RetryStep:P                 | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +StepRetried PreflightRequested | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ConfirmStep:P               | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -FindingsWanted | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      SkipStep:P                  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -StepIsRequired | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AttachEvidence:R23          | -NotOpened | -NoPlanChosen | +EvidenceAttached | +EvidenceAttached | +EvidenceAttached | +EvidenceAttached | +EvidenceAttached | -StepNotReached | +EvidenceAttached | +EvidenceAttached | +EvidenceAttached | -MigrationIsAbandoned | +EvidenceAttached | +EvidenceAttached | -MigrationIsComplete
      RecordByHand:R23            | -NotOpened | -NoPlanChosen | -NothingFailed | -NothingFailed | -NotByHand | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NothingFailed | -WindowClosed | -MigrationIsComplete
      RecordByHand:3              | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NothingFailed | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptDifferences:R23       | -NotOpened | -NoPlanChosen | -NoDifferences | -NoDifferences | -NoDifferences | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NoDifferences | -WindowClosed | -MigrationIsComplete
      AcceptDifferences:12        | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NoDifferences | -NotTheCurrentStep | +DifferencesAccepted StepCompleted StepBegun RestartRequested | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptDifferences:12:other  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NoDifferences | -NotTheCurrentStep | -NotWhatStandsHere | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      AcceptDifferences:12:blank  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NoDifferences | -NotTheCurrentStep | -ReasonMissing | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      BackUpAnew                  | -NotOpened | -NoPlanChosen | -NoBackupToRenew | -WorkUnderWay | -NoBackupToRenew | +BackupDemanded BackupRequested | +BackupDemanded BackupRequested | -NoBackupToRenew | +BackupDemanded BackupRequested | -WorkUnderWay | -MigrationIsPaused | -MigrationIsAbandoned | -NoBackupToRenew | +BackupDemanded BackupRequested | -MigrationIsComplete
      GiveUpWork:R23              | -NotOpened | -NoPlanChosen | -NothingUnderWay | +BackupFailed | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NotWhatStandsHere | -NothingUnderWay | -MigrationIsAbandoned | -NothingUnderWay | -NothingUnderWay | -MigrationIsComplete
      GiveUpWork:R23:blank        | -NotOpened | -NoPlanChosen | -NothingUnderWay | -ReasonMissing | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NotWhatStandsHere | -NothingUnderWay | -MigrationIsAbandoned | -NothingUnderWay | -NothingUnderWay | -MigrationIsComplete
      GiveUpWork:other            | -NotOpened | -NoPlanChosen | -NothingUnderWay | -NotWhatStandsHere | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NothingUnderWay | -NotWhatStandsHere | -NothingUnderWay | -MigrationIsAbandoned | -NothingUnderWay | -NothingUnderWay | -MigrationIsComplete
      BeginStep:R23               | -NotOpened | -NoPlanChosen | +StepBegun BackupRequested | -HasBegun | -HasBegun | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | +StepBegun BackupRequested | -WindowClosed | -MigrationIsComplete
      BeginStep:3                 | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -HasBegun | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      ConfirmStep:R23             | -NotOpened | -NoPlanChosen | -AwaitsBegin | -WorkUnderWay | -StepHasFailed | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -AwaitsBegin | -WindowClosed | -MigrationIsComplete
      ConfirmStep:3               | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +StepConfirmed StepCompleted StepBegun StepOffered | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      SkipStep:R23                | -NotOpened | -NoPlanChosen | -StepIsRequired | -StepIsRequired | -StepIsRequired | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -StepIsRequired | -WindowClosed | -MigrationIsComplete
      SkipStep:3                  | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | +StepSkipped StepCompleted StepBegun StepOffered | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      SkipStep:3:blank            | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -ReasonMissing | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      RetryStep:R23               | -NotOpened | -NoPlanChosen | -NothingFailed | -WorkUnderWay | +StepRetried BackupRequested | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NothingFailed | -WindowClosed | -MigrationIsComplete
      RetryStep:3                 | -NotOpened | -NoPlanChosen | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -AwaitsPerson | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -NotTheCurrentStep | -MigrationIsPaused | -MigrationIsAbandoned | -NotTheCurrentStep | -WindowClosed | -MigrationIsComplete
      RetryStep:1                 | -NotOpened | -NoPlanChosen | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -StepNotInPlan | -MigrationIsPaused | -MigrationIsAbandoned | -StepNotInPlan | -WindowClosed | -MigrationIsComplete
      BackupCompleted             | stale | stale | stale | +BackupCompleted SnapshotRequested | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      BackupFailed                | stale | stale | stale | +BackupFailed | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      DatabasesCreated            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      DatabaseCreationFailed      | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      FilestreamEnabled           | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      FilestreamFailed            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SqlServersReached           | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SqlServersUnreachable       | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      AtlasRewritten              | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      AtlasRewriteFailed          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ServiceStarted              | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ServiceStartFailed          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      RestoreCompleted            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      RestoreFailed               | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      RestartConfirmed            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      RestartFailed               | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ServiceStopped              | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ServiceStopFailed           | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SnapshotTaken               | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SnapshotFailed              | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SnapshotRestored            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      SnapshotRestoreFailed       | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      TargetsSurveyed             | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      TargetSurveyFailed          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ScriptsExported             | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ScriptExportFailed          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ScriptsRun                  | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      ScriptRunFailed             | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      DatabasesVerified           | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      VerificationFailed          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      BatchFilesRan               | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      BatchFilesFailed            | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      CsvChecked                  | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      CsvCheckFailed              | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      PreflightCompleted          | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      PreflightFailed             | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      PersonOverdue               | stale | stale | +PersonReminded | stale | stale | stale | stale | stale | stale | stale | stale | stale | +PersonReminded | stale | stale
      PersonOverdue:escalates     | stale | stale | +PersonEscalated | stale | stale | stale | stale | stale | stale | stale | stale | stale | +PersonEscalated | stale | stale
      RollbackWindowClosing       | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | +RollbackWindowClosing | stale | stale
      RollbackWindowClosed        | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | +RollbackWindowClosed | stale | stale
      WorkOverdue                 | stale | stale | stale | +WorkOverran | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
      BackupCompleted:other attempt| stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale | stale
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
                .flatMap(StateCommandMatrixTest::leaves)
                .collect(Collectors.toSet()));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StateCommandMatrixTest::leaves)
        : Stream.of(type);
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
