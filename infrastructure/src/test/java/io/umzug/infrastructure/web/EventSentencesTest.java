package io.umzug.infrastructure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.ServiceRun;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSentencesTest {

  private static final MigrationId ACME = new MigrationId("acme");

  private static WorkOrder order(Step step, Task task) {
    return new WorkOrder(ACME, "estate", step, task, 2, 0, 0, Site.TARGET);
  }

  @Test
  void a_failure_names_its_step_attempt_and_cause() {
    Diagnosis denied = new Diagnosis("Access is denied.", List.of("B3"), "Grant it.", "error 5");
    assertThat(
            EventSentences.of(
                new MigrationEvent.RestoreFailed(
                    order(Step.RESTORE, Task.RESTORE_DATABASES), denied)))
        .isEqualTo("The restore failed (step 12, attempt 2): Access is denied.");
  }

  @Test
  void a_step_is_named_as_the_procedure_names_it() {
    assertThat(
            EventSentences.of(
                new MigrationEvent.StepBegun(ACME, Step.UPDATE, 1),
                at -> "V7:" + at.step().label()))
        .isEqualTo("Step V7:R9, Run the major update, began.");
  }

  @Test
  void a_line_that_atlas_xml_did_not_have_came_from_nothing() {
    assertThat(
            EventSentences.of(
                new MigrationEvent.AtlasRewritten(
                    order(Step.ADAPT_ATLAS, Task.REWRITE_ATLAS),
                    new AtlasAdaptation(
                        "atlas.xml",
                        "copy",
                        "a",
                        "b",
                        List.of(new AtlasAdaptation.Entry(5, "XPDATA", "", "useLogin=Windows"))))))
        .contains("line 5, XPDATA from nothing to useLogin=Windows");
  }

  @Test
  void what_time_brings_is_told_with_what_it_is_about() {
    Instant moment = Instant.parse("2026-11-21T19:00:00Z");
    assertThat(EventSentences.of(new MigrationEvent.PersonReminded(ACME, Step.BACKUP, 0, 2, 1)))
        .isEqualTo("Step R23, Back up the old server, still waits for a person: reminder 1.");
    assertThat(EventSentences.of(new MigrationEvent.PersonEscalated(ACME, Step.BACKUP, 0, 2, 2)))
        .isEqualTo(
            "Step R23, Back up the old server, waits for a person in spite of the reminder: somebody"
                + " else should look (reminder 2).");
    assertThat(
            EventSentences.of(
                new MigrationEvent.CutOverScheduled(ACME, moment, moment.plusSeconds(3600))))
        .isEqualTo(
            "The cut-over may take place from 2026-11-21T19:00:00Z until 2026-11-21T20:00:00Z (R16).");
    assertThat(EventSentences.of(new MigrationEvent.RollbackWindowClosing(ACME, 3, moment)))
        .isEqualTo(
            "A rollback has to begin by 2026-11-21T19:00:00Z to end within the window (R16).");
    assertThat(EventSentences.of(new MigrationEvent.RollbackWindowClosed(ACME, 3, moment)))
        .isEqualTo(
            "A rollback should have begun by 2026-11-21T19:00:00Z: nothing is begun until a person"
                + " overrides it (R16).");
    assertThat(EventSentences.of(new MigrationEvent.WindowOverridden(ACME, "agreed")))
        .isEqualTo("The move goes on although a rollback would end after the window (R16): agreed");
  }

  @Test
  void evidence_is_told_with_its_figures() {
    assertThat(
            EventSentences.of(
                new MigrationEvent.BackupCompleted(
                    order(Step.BACKUP, Task.BACK_UP_DATABASES),
                    List.of(backup("XPDATA", 30_000_000), backup("XPVDIR", 1_500)))))
        .isEqualTo("Backed up and read back: XPDATA (28 MB), XPVDIR (2 KB).");
    assertThat(
            EventSentences.of(
                new MigrationEvent.SqlServersReached(
                    order(Step.SET_SERVICE_ACCOUNT, Task.PROBE_SQL_SERVERS),
                    List.of(new SqlServerFacts("SQL1", "15.0.2000.5", "Standard", true)))))
        .isEqualTo("The SQL Servers answer: SQL1 15.0.2000.5 Standard.");
    assertThat(
            EventSentences.of(
                new MigrationEvent.ServiceStarted(
                    order(Step.START_SERVICE, Task.START_SERVICE),
                    new ServiceRun("XPhone", 2, List.of(), List.of()))))
        .isEqualTo("The service came up: XPhone, after partial tables were dropped 2 times (R31).");
  }

  @Test
  void a_change_of_atlas_xml_is_told_line_by_line_with_where_the_original_is() {
    WorkOrder order = order(Step.ADAPT_ATLAS, Task.REWRITE_ATLAS);
    AtlasAdaptation changed =
        new AtlasAdaptation(
            "atlas.xml",
            "atlas.xml.kept",
            "a",
            "b",
            List.of(new AtlasAdaptation.Entry(5, "XPDATA", "(local)\\OLD", "NEW")));
    assertThat(EventSentences.of(new MigrationEvent.AtlasRewritten(order, changed)))
        .isEqualTo(
            "atlas.xml was adapted: line 5, XPDATA from (local)\\OLD to NEW. The original is kept"
                + " as atlas.xml.kept.");
    AtlasAdaptation none = new AtlasAdaptation("atlas.xml", "", "a", "a", List.of());
    assertThat(EventSentences.of(new MigrationEvent.AtlasRewritten(order, none)))
        .isEqualTo("atlas.xml was as wanted already.");
  }

  @Test
  void checks_are_told_with_their_figures_and_with_who_accepted_them() {
    WorkOrder order = order(Step.PREFLIGHT, Task.RUN_PREFLIGHT);
    PreflightReport report =
        new PreflightReport(
            "estate",
            RouteKind.RELOCATION,
            Plan.C,
            Downtime.IN_PLACE,
            Occasion.START,
            List.of(Finding.pass(Check.SYSADMIN, "SQL1", "yes", "It is.")));
    assertThat(EventSentences.of(new MigrationEvent.PreflightCompleted(order, report)))
        .isEqualTo("The checks were made: 0 failed, 0 warnings, 1 passed.");
    assertThat(
            EventSentences.of(
                new MigrationEvent.FindingsAccepted(ACME, Step.PREFLIGHT, false, "tonight", 0)))
        .isEqualTo("What the checks have found was accepted: tonight");
    assertThat(
            EventSentences.of(
                new MigrationEvent.FindingsAccepted(ACME, Step.PREFLIGHT, true, "", 0)))
        .endsWith("so nobody is asked.");
    assertThat(
            EventSentences.of(
                new MigrationEvent.FindingsAwaited(ACME, Step.PREFLIGHT_BEFORE_RESTORE, 0)))
        .startsWith("Step P12, Checks before the restore, waits for a person");
  }

  @Test
  void what_a_person_remarked_is_kept_in_the_sentence() {
    assertThat(
            EventSentences.of(
                new MigrationEvent.StepSkipped(ACME, Step.INSTALL_OUTLOOK, "none", 0)))
        .isEqualTo("Step 3, MAPI: install Outlook, was skipped: none");
    assertThat(EventSentences.of(new MigrationEvent.StepConfirmed(ACME, Step.CUT_OVER, "", 0)))
        .isEqualTo("Step R16, Cut over, was confirmed.");
  }

  private static DatabaseBackup backup(String database, long bytes) {
    return new DatabaseBackup(database, "SQL1", "f.bak", "guid", bytes, "00", List.of());
  }
}
