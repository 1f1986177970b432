package io.umzug.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Drift.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final Finding VERSION =
      Finding.pass(Check.SERVER_VERSION, "SQLNEW", "15.0.2000.5", "It is 2019.");
  private static final Finding ROOM =
      Finding.pass(Check.BACKUP_ROOM, "\\\\SQLNEW\\B", "100", "There is room.");
  private static final Finding SYSADMIN =
      Finding.fail(Check.SYSADMIN, "SQLNEW", "no", "It is not.", "Make it one.");

  private static PreflightReport report(Finding... findings) {
    return new PreflightReport(
        "acme", RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, Occasion.START, List.of(findings));
  }

  @Test
  void where_nothing_has_changed_there_is_no_drift() {
    assertThat(Drift.between(report(VERSION, ROOM), report(ROOM, VERSION))).isEmpty();
    assertThat(Drift.between(report(), report())).isEmpty();
  }

  @Test
  void another_value_is_a_change_with_both_values() {
    Finding patched =
        Finding.pass(Check.SERVER_VERSION, "SQLNEW", "15.0.4430.1", "It is 2019, patched.");
    Change change =
        new Change(
            Kind.CHANGED,
            Check.SERVER_VERSION,
            "SQLNEW",
            Verdict.PASS,
            Verdict.PASS,
            "15.0.2000.5",
            "15.0.4430.1");
    assertThat(Drift.between(report(VERSION), report(patched))).containsExactly(change);
    assertThat(change.worsens()).isFalse();
  }

  @Test
  void of_a_volatile_value_only_the_verdict_counts() {
    Finding less = Finding.pass(Check.BACKUP_ROOM, "\\\\SQLNEW\\B", "90", "There is room.");
    Finding tooLittle =
        Finding.fail(Check.BACKUP_ROOM, "\\\\SQLNEW\\B", "1", "No room.", "Make some.");
    assertThat(Drift.between(report(ROOM), report(less))).isEmpty();
    assertThat(Drift.between(report(ROOM), report(tooLittle)))
        .containsExactly(
            new Change(
                Kind.CHANGED,
                Check.BACKUP_ROOM,
                "\\\\SQLNEW\\B",
                Verdict.PASS,
                Verdict.FAIL,
                "100",
                "1"))
        .allMatch(Change::worsens);
  }

  @Test
  void a_verdict_that_changes_with_the_same_value_is_a_change() {
    Finding doubtful =
        Finding.warning(Check.SERVER_VERSION, "SQLNEW", "15.0.2000.5", "Hm.", "Look.");
    assertThat(Drift.between(report(VERSION), report(doubtful))).hasSize(1);
    assertThat(Drift.between(report(doubtful), report(VERSION)))
        .hasSize(1)
        .noneMatch(Change::worsens);
  }

  @Test
  void findings_appear_and_disappear() {
    List<Change> changes = Drift.between(report(VERSION), report(SYSADMIN));
    assertThat(changes)
        .containsExactly(
            new Change(Kind.APPEARED, Check.SYSADMIN, "SQLNEW", null, Verdict.FAIL, "", "no"),
            new Change(
                Kind.DISAPPEARED,
                Check.SERVER_VERSION,
                "SQLNEW",
                Verdict.PASS,
                null,
                "15.0.2000.5",
                ""));
    assertThat(changes).extracting(Change::worsens).containsExactly(true, false);
    assertThat(Drift.between(report(), report(VERSION))).noneMatch(Change::worsens);
  }

  @Test
  void the_same_check_of_another_server_is_another_finding() {
    Finding other = Finding.pass(Check.SERVER_VERSION, "OLDXP", "15.0.2000.5", "It is 2019.");
    assertThat(Drift.between(report(VERSION), report(other)))
        .extracting(Change::kind)
        .containsExactly(Kind.APPEARED, Kind.DISAPPEARED);
  }

  @Test
  void a_report_tells_its_findings_in_order_and_its_worst_verdict() {
    PreflightReport report = report(ROOM, SYSADMIN, VERSION);
    assertThat(report.findings()).containsExactly(VERSION, SYSADMIN, ROOM);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.with(Verdict.PASS)).containsExactly(VERSION, ROOM);
    assertThat(report.count(Verdict.PASS)).isEqualTo(2);
    assertThat(report.count(Verdict.WARNING)).isZero();
    assertThat(report(VERSION).verdict()).isEqualTo(Verdict.PASS);
    assertThat(report().verdict()).isEqualTo(Verdict.PASS);
    Finding other = Finding.pass(Check.SERVER_VERSION, "OLDXP", "1", "It is.");
    assertThat(report(VERSION, other).findings()).containsExactly(other, VERSION);
  }

  @Test
  void a_failure_can_be_limited_to_a_warning_that_says_why() {
    Finding limited = SYSADMIN.atWorst(Verdict.WARNING, "Row 4 brings it.");
    assertThat(limited.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(limited.sentence()).isEqualTo("It is not. Row 4 brings it.");
    assertThat(limited.remedy()).isEqualTo("Make it one.");
    assertThat(SYSADMIN.atWorst(Verdict.FAIL, "x")).isSameAs(SYSADMIN);
    assertThat(VERSION.atWorst(Verdict.WARNING, "x")).isSameAs(VERSION);
  }

  @Test
  void a_diagnosis_brings_its_rules_and_its_exact_text() {
    Finding finding =
        Finding.fail(
            Check.SHARE,
            "SQLNEW",
            "no access",
            new Diagnosis("Denied.", List.of("B3", "B7"), "Grant it.", "error\0 5"));
    assertThat(finding.rules()).containsExactly("B2", "B3", "B4", "B7");
    assertThat(finding.sentence()).isEqualTo("Denied.");
    assertThat(finding.remedy()).isEqualTo("Grant it.");
    assertThat(finding.exactText()).isEqualTo("error\uFFFD 5");
    assertThat(new Finding(Check.SHARE, "a\0", Verdict.PASS, "b\0", "c\0", List.of(), "", ""))
        .isEqualTo(
            new Finding(
                Check.SHARE, "a\uFFFD", Verdict.PASS, "b\uFFFD", "c\uFFFD", List.of(), "", ""));
  }
}
