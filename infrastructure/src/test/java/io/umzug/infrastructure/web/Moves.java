package io.umzug.infrastructure.web;

import io.umzug.domain.evidence.CreatedDatabase;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.Instruction.ChoosePlan;
import io.umzug.domain.migration.Instruction.OpenMigration;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Duration;
import java.util.List;

/** Moves that have come some way. */
public final class Moves {

  private static final String TARGET = "SQLSERVER\\SQL2019";

  private static final List<DatabaseBackup> BACKUPS =
      List.of(
          new DatabaseBackup(
              "XPDATA", "OLDXP\\XPCONNECT", "f.bak", "guid", 5_000_000, "00", List.of()));

  private Moves() {}

  /** Plan C is chosen, and the backup waits for its begin. */
  public static void upToBackup(ServiceInMemory service, String id) {
    upToBackup(service, id, "rehearsal");
  }

  private static void upToBackup(ServiceInMemory service, String id, String estate) {
    service.instruct(
        id,
        new OpenMigration(
            new Particulars(
                new MigrationId(id),
                "The title",
                estate,
                XPhoneVersion.V8,
                XPhoneVersion.V9,
                List.of(new DatabaseMove("XPDATA", "OLDXP\\XPCONNECT", TARGET)),
                RouteKind.RELOCATION,
                List.of())));
    service.instruct(id, new ChoosePlan(Choice.of(Plan.C), ""));
    checksFind(service, id);
  }

  /** The checks that are under way find this; where nothing is said, everything passes. */
  public static void checksFind(ServiceInMemory service, String id, Finding... findings) {
    service.report(
        id,
        order ->
            new Report.PreflightCompleted(
                order,
                new PreflightReport(
                    order.estate(),
                    RouteKind.RELOCATION,
                    Plan.C,
                    Downtime.IN_PLACE,
                    Occasion.START,
                    List.of(findings))));
  }

  /** The optional step 3 is offered. */
  public static void upToOutlook(ServiceInMemory service, String id) {
    upToOutlook(service, id, "rehearsal");
  }

  static void upToOutlook(ServiceInMemory service, String id, String estate) {
    upToBackup(service, id, estate);
    service.instruct(id, new BeginStep(new StepAt(0, Step.BACKUP)));
    service.pass(Duration.ofSeconds(83));
    service.report(id, order -> new Report.BackupCompleted(order, BACKUPS));
    service.report(id, order -> new Report.SnapshotTaken(order, BACKUPS, List.of()));
    service.pass(Duration.ofMinutes(62));
    service.report(
        id,
        order ->
            new Report.DatabasesCreated(
                order, List.of(new CreatedDatabase("XPDATA", TARGET, true))));
    service.report(
        id,
        order -> new Report.FilestreamEnabled(order, List.of(new FilestreamLevel(TARGET, 2, 2))));
  }
}
