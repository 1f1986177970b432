package io.umzug.domain.backuplog;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.backuplog.DatabaseOutcome.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogAnalysisTest {

  private static String log(String... entries) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < entries.length; i++) {
      log.append("24.01.2021 01:%02d:00 %s\n".formatted(i % 60, entries[i]));
    }
    return log.toString();
  }

  private static final String DENIED =
      "ERR SQLHelper.SaveDatabase Cannot open backup device '\\\\S\\B\\X'. Operating system error 5(x).";

  @Test
  void sql_servers_own_word_ends_a_database_well_in_both_languages() {
    List<LogRun> runs =
        Logs.runs(
            log(
                "INF Sicherung der Datenbank XPDATA",
                "INF BACKUP DATABASE successfully processed 178 pages in 0.063 seconds (22.073 MB/sec).",
                "INF Sicherung der Datenbank XPSTATS",
                "INF BACKUP DATABASE hat erfolgreich 178 Seiten in 0,063 Sekunden verarbeitet (22,073 MB/s)."));
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().verdict()).isEqualTo(new Verdict.Completed());
    assertThat(runs.getFirst().databases())
        .containsExactly(
            new DatabaseOutcome("XPDATA", Result.SUCCEEDED),
            new DatabaseOutcome("XPSTATS", Result.SUCCEEDED));
  }

  @Test
  void without_a_word_about_the_end_nothing_is_claimed() {
    assertThat(Logs.runs(log("INF Sicherung der Datenbank XPDATA", "INF whatever comes")))
        .extracting(LogRun::verdict)
        .containsExactly(new Verdict.Unfinished());
    assertThat(
            Logs.runs(
                log("INF Sicherung der Datenbank XPDATA", "INF Sicherung der Datenbank XPDATA")))
        .extracting(LogRun::verdict)
        .containsExactly(new Verdict.NotKnown(), new Verdict.Unfinished());
  }

  @Test
  void the_configuration_names_the_words_that_end_it_well() {
    String log = log("INF Wiederherstellung der Datenbank XPDATA", "INF Alles gut gegangen.");
    assertThat(Logs.runs(log, new Vocabulary(List.of(), List.of("gut gegangen"))))
        .extracting(LogRun::verdict)
        .containsExactly(new Verdict.Completed());
    assertThat(Logs.runs(log, new Vocabulary(List.of("gut gegangen"), List.of())))
        .extracting(LogRun::verdict)
        .containsExactly(new Verdict.Unfinished());
  }

  @Test
  void a_failure_is_not_forgotten_over_words_that_end_it_well() {
    String log = log("INF Sicherung der Datenbank XPDATA", DENIED, "INF fertig");
    assertThat(Logs.runs(log, new Vocabulary(List.of("fertig"), List.of())))
        .allMatch(LogRun::hasFailed);
  }

  @Test
  void each_database_has_its_own_root_cause_and_the_first_is_the_runs() {
    Verdict.Failed failed =
        Logs.failed(
            log(
                "INF Sicherung der Datenbank XPDATA",
                DENIED,
                "INF Sicherung der Datenbank XPSTATS",
                "ERR Write on \"\\\\S\\B\\Y\" failed: 112(There is not enough space on the disk.)"));
    assertThat(failed.failures())
        .extracting(LoggedFailure::database)
        .containsExactly("XPDATA", "XPSTATS");
    assertThat(failed.failures().getFirst().diagnosis().rules()).contains("B7");
    assertThat(failed.failures().getLast().diagnosis().rules()).containsExactly("B2");
  }

  @Test
  void an_error_without_a_known_word_is_shown_as_it_stands_and_not_explained() {
    Verdict.Failed failed = Logs.failed(log("ERR Zorp 77 hat geknirscht"));
    assertThat(failed.rootCause().understood()).isFalse();
    assertThat(failed.rootCause().diagnosis().exactText())
        .isEqualTo("24.01.2021 01:00:00 ERR Zorp 77 hat geknirscht");
    assertThat(failed.rootCause().diagnosis().rules()).containsExactly("B6");
  }

  @Test
  void a_known_cause_outweighs_an_unknown_error_before_it() {
    Verdict.Failed failed =
        Logs.failed(log("INF Sicherung der Datenbank X", "ERR Zorp 77", DENIED));
    assertThat(failed.failures()).hasSize(1);
    assertThat(failed.rootCause().understood()).isTrue();
  }

  @Test
  void a_missing_account_of_another_name_is_no_companion() {
    assertThat(Logs.failed(log("ERR Benutzer 'DOMAIN\\xphone' nicht verfügbar.")).failures())
        .hasSize(1);
  }

  @Test
  void a_cause_and_its_announcement_in_one_entry_are_the_cause() {
    LoggedFailure root =
        Logs.failed(
                log(
                    "ERR Error while restoring Database XPDATA: User does not have permission to RESTORE database 'XPDATA'."))
            .rootCause();
    assertThat(root.database()).isEqualTo("XPDATA");
    assertThat(root.diagnosis().rules()).contains("R33", "B5");
    assertThat(root.diagnosis().remedy()).contains("sysadmin", "XPhone service account");
  }

  @Test
  void warnings_and_information_with_the_words_of_an_error_are_none() {
    assertThat(Logs.runs(log("WRN Cannot open backup device 'x'", "INF Login failed for user 'y'")))
        .noneMatch(LogRun::hasFailed);
  }

  @Test
  void a_log_that_begins_within_the_error_tells_it_all_the_same() {
    Verdict.Failed failed =
        Logs.failed(
            "Cannot open backup device '\\\\S\\B\\X'. Operating system error 5(x).\n"
                + log("INF Shared folder test ends here"));
    assertThat(failed.rootCause().understood()).isTrue();
  }

  @Test
  void a_million_errors_are_counted_and_the_first_cause_among_them_is_kept() {
    StringBuilder log = new StringBuilder(log("INF Sicherung der Datenbank X"));
    for (int i = 0; i < 300; i++) {
      log.append("24.01.2021 01:01:00 ERR Zorp\n");
    }
    log.append("24.01.2021 01:02:00 ").append(DENIED).append('\n');
    LogRun run = Logs.runs(log.toString()).getFirst();
    assertThat(((Verdict.Failed) run.verdict()).rootCause().understood()).isTrue();
    assertThat(run.omitted()).isEqualTo(200);
    assertThat(run.accompanying()).hasSize(100);
  }

  @Test
  void a_run_that_is_under_way_can_be_looked_at() {
    BackupLogReader reader = new BackupLogReader(Vocabulary.known(), List.of(), _ -> {});
    byte[] log =
        log("INF Sicherung der Datenbank X", "INF und", "INF weiter")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    reader.accept(log, 0, log.length);
    assertThat(reader.underWay()).map(LogRun::verdict).contains(new Verdict.Unfinished());
    assertThat(reader.isUnderstood()).isTrue();
  }
}
