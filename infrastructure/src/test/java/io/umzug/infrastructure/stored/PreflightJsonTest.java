package io.umzug.infrastructure.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseContents;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Drift;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a preflight finds, and a backup of several files, can be kept as JSON, and read again. */
class PreflightJsonTest {

  private static <T> void assertKept(T value, Class<T> type, String... fields) throws Exception {
    var json = EventJson.mapper().readTree(EventJson.mapper().writeValueAsString(value));
    assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrder(fields);
    assertThat(EventJson.mapper().treeToValue(json, type)).isEqualTo(value);
  }

  private static PreflightReport report(String version) {
    return new PreflightReport(
        "acme",
        RouteKind.RELOCATION,
        Plan.C,
        Downtime.IN_PLACE,
        Occasion.RESTORE,
        List.of(Finding.pass(Check.SERVER_VERSION, "SQLNEW", version, "It is new.")));
  }

  @Test
  void a_report_is_read_as_it_was_written() throws Exception {
    assertKept(
        report("15.0"),
        PreflightReport.class,
        "estate",
        "route",
        "plan",
        "downtime",
        "occasion",
        "findings");
    assertKept(
        report("15.0").findings().getFirst(),
        Finding.class,
        "check",
        "subject",
        "verdict",
        "observed",
        "sentence",
        "rules",
        "remedy",
        "exactText");
  }

  @Test
  void a_striped_backup_is_read_as_it_was_written_and_an_older_one_is_one_file() throws Exception {
    DatabaseBackup striped =
        DatabaseBackup.of(
            "XPDATA",
            "OLD",
            "5C",
            List.of(
                new DatabaseBackup.Stripe("a_1of2.bak", 10, "aa"),
                new DatabaseBackup.Stripe("a_2of2.bak", 11, "bb")),
            List.of());
    assertKept(
        striped,
        DatabaseBackup.class,
        "database",
        "server",
        "file",
        "backupSet",
        "bytes",
        "sha256",
        "rows",
        "furtherStripes",
        "contents");
    DatabaseBackup older =
        EventJson.mapper()
            .readValue(
                """
                {"database": "XPDATA", "server": "OLD", "file": "a.bak", "backupSet": "5C",
                 "bytes": 10, "sha256": "aa", "rows": []}
                """,
                DatabaseBackup.class);
    assertThat(older.files()).containsExactly("a.bak");
    assertThat(older.totalBytes()).isEqualTo(10);
  }

  @Test
  void a_drift_is_read_as_it_was_written() throws Exception {
    PreflightReport nothing =
        new PreflightReport(
            "acme", RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, Occasion.RESTORE, List.of());
    for (Drift.Change change : Drift.between(nothing, report("15.0"))) {
      assertThat(
              EventJson.mapper()
                  .readValue(EventJson.mapper().writeValueAsString(change), Drift.Change.class))
          .isEqualTo(change);
    }
  }

  @Test
  void what_a_restore_would_destroy_is_read_as_it_was_written_with_and_without_a_last_write()
      throws Exception {
    assertThat(
            EventJson.mapper()
                .readValue(
                    EventJson.mapper()
                        .writeValueAsString(
                            new DatabaseContents("SQLNEW", "XPDATA", 1, 2, 3, null)),
                    DatabaseContents.class))
        .isEqualTo(new DatabaseContents("SQLNEW", "XPDATA", 1, 2, 3, null));
    assertKept(
        new DatabaseContents("SQLNEW", "XPDATA", 1, 2, 3, "2026-11-21T08:15:30"),
        DatabaseContents.class,
        "server",
        "database",
        "bytes",
        "tables",
        "rows",
        "lastWrite");
  }
}
