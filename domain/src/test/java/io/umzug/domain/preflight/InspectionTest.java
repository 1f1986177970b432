package io.umzug.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Drift.Change;
import io.umzug.domain.preflight.Drift.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Like is compared with like, over occasions that look at different things. */
class InspectionTest {

  private static final Finding OLD = Finding.pass(Check.SYSADMIN, "OLD", "yes", "It is sysadmin.");
  private static final Finding NEW = Finding.pass(Check.SYSADMIN, "NEW", "yes", "It is sysadmin.");
  private static final Finding NEW_NOT =
      Finding.fail(Check.SYSADMIN, "NEW", "no", "It is not.", "Make it so.");

  private static PreflightReport report(Occasion occasion, Finding... findings) {
    return new PreflightReport(
        "acme", RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, occasion, List.of(findings));
  }

  private static Inspection accepted(PreflightReport... reports) {
    Inspection inspection = Inspection.none();
    for (PreflightReport report : reports) {
      inspection = inspection.with(report, 1).accept();
    }
    return inspection;
  }

  @Test
  void before_the_first_checks_nothing_waits_and_nothing_is_accepted() {
    assertThat(Inspection.none().wantsPerson()).isFalse();
    assertThat(Inspection.none().changes()).isEmpty();
    assertThat(Inspection.none().failures()).isZero();
    assertThat(Inspection.none().accept()).isEqualTo(Inspection.none());
  }

  @Test
  void at_the_start_there_is_nothing_to_compare_with() {
    Inspection inspection = Inspection.none().with(report(Occasion.START, OLD, NEW_NOT), 1);
    assertThat(inspection.changes()).isEmpty();
    assertThat(inspection.wantsPerson()).isTrue();
    assertThat(inspection.failures()).isOne();
  }

  @Test
  void what_an_occasion_does_not_look_at_is_neither_lost_nor_new_afterwards() {
    Inspection between =
        accepted(report(Occasion.START, OLD, NEW)).with(report(Occasion.BETWEEN_HOPS, OLD), 1);
    assertThat(between.changes()).isEmpty();
    assertThat(between.wantsPerson()).isFalse();
    Inspection restore = between.accept().with(report(Occasion.RESTORE, OLD, NEW_NOT), 1);
    assertThat(restore.changes())
        .containsExactly(
            new Change(
                Kind.CHANGED, Check.SYSADMIN, "NEW", Verdict.PASS, Verdict.FAIL, "yes", "no"));
  }

  @Test
  void what_is_gone_is_told_where_the_same_occasion_had_it() {
    Inspection again =
        accepted(report(Occasion.START, NEW), report(Occasion.BETWEEN_HOPS, OLD))
            .with(report(Occasion.BETWEEN_HOPS), 1);
    assertThat(again.changes())
        .extracting(Change::kind, Change::subject)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.DISAPPEARED, "OLD"));
    assertThat(again.wantsPerson()).isFalse();
  }

  @Test
  void what_was_accepted_last_is_what_counts() {
    Inspection mended = accepted(report(Occasion.START, NEW_NOT), report(Occasion.RESTORE, NEW));
    assertThat(mended.with(report(Occasion.RESTORE, NEW_NOT), 2).changes()).hasSize(1);
    assertThat(mended.with(report(Occasion.RESTORE, NEW), 2).changes()).isEmpty();
    assertThat(mended.accepted()).hasSize(2);
    assertThat(accepted(report(Occasion.START, NEW), report(Occasion.START, OLD)).accepted())
        .containsExactly(report(Occasion.START, OLD));
  }

  @Test
  void a_check_that_is_new_and_passes_is_no_change_and_one_that_warns_opens_the_gate() {
    Inspection start = accepted(report(Occasion.START, OLD));
    assertThat(start.with(report(Occasion.RESTORE, OLD, NEW), 1).changes()).isEmpty();
    Finding warns = Finding.warning(Check.COLLATION, "XPDATA", "other", "It differs.", "Look.");
    Inspection warned = start.with(report(Occasion.RESTORE, OLD, warns), 1);
    assertThat(warned.changes()).extracting(Change::kind).containsExactly(Kind.APPEARED);
    assertThat(warned.wantsPerson()).isTrue();
  }

  @Test
  void endless_texts_are_cut_before_they_are_kept() {
    Finding endless =
        new Finding(
            Check.SHARE,
            "NEW",
            Verdict.FAIL,
            "no",
            "It is not.",
            List.of(),
            "Mend it.",
            "x".repeat(1999) + "\uD83D\uDE00 and more");
    Finding kept = report(Occasion.START, endless).abridged().findings().getFirst();
    assertThat(kept.exactText()).isEqualTo("x".repeat(1999) + " [...]");
    assertThat(report(Occasion.START, OLD).abridged()).isEqualTo(report(Occasion.START, OLD));
  }
}
