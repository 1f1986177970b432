package io.umzug.domain.backuplog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one real excerpt there is (B6), and what is known of it (B7). */
class RealExcerptTest {

  private static LogRun only(List<LogRun> runs) {
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }

  @Test
  void the_root_cause_is_the_denied_share_with_its_lines_and_its_exact_text() {
    LogRun run = only(Logs.runs(Logs.EXCERPT));
    assertThat(run.operation()).isEqualTo(Operation.SHARE_TEST);
    assertThat(run.server()).isEqualTo("sqlserver\\sql2016");
    assertThat(run.folder()).isEqualTo("\\\\sqlserver\\backupshare");
    assertThat(run.begun()).isEqualTo(LocalDateTime.of(2021, 1, 23, 22, 39, 49));
    assertThat(run.ended()).isEqualTo(LocalDateTime.of(2021, 1, 23, 22, 39, 51));
    LoggedFailure failure = ((Verdict.Failed) run.verdict()).rootCause();
    assertThat(failure.understood()).isTrue();
    assertThat(failure.database()).isEqualTo("XPHONE_UC");
    assertThat(failure.entry().place()).hasToString("lines 9-11");
    assertThat(failure.diagnosis().exactText())
        .isEqualTo(
            """
            23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Cannot open backup device
            '\\\\sqlserver\\backupshare\\XPHONE_UC'. Operating system error 5(Zugriff verweigert).
            BACKUP DATABASE is terminating abnormally.""");
  }

  @Test
  void the_sql_servers_account_lacks_rights_on_the_share_by_B3_and_B7() {
    LoggedFailure failure = Logs.failed(Logs.EXCERPT).rootCause();
    assertThat(failure.diagnosis().rules()).containsExactly("B3", "B7");
    assertThat(failure.diagnosis().cause())
        .contains(
            "sqlserver\\sql2016",
            "'\\\\sqlserver\\backupshare\\XPHONE_UC'",
            "operating system error 5",
            "XPHONE_UC");
    assertThat(failure.diagnosis().remedy()).contains("full rights on \\\\sqlserver\\backupshare");
  }

  @Test
  void atlas_and_sa_accompany_and_are_neither_root_cause_nor_hidden() {
    LogRun run = only(Logs.runs(Logs.EXCERPT));
    assertThat(((Verdict.Failed) run.verdict()).failures()).hasSize(1);
    assertThat(run.accompanying())
        .extracting(LogEntry::words)
        .containsExactly(
            "Benutzer 'Atlas' nicht verfügbar. Restore XPHONE_UC",
            "Benutzer 'sa' mit Erstinstallationspasswort nicht verfügbar. Restore XPHONE_UC",
            "SQLHelper.SaveDatabase Error while saving Database XPHONE_UC");
    assertThat(run.accompanying())
        .extracting(entry -> entry.place().toString())
        .containsExactly("line 3", "lines 4-5", "line 8");
  }

  @Test
  void with_those_two_alone_the_test_has_not_failed_and_they_are_told() {
    String without =
        Logs.EXCERPT
            .lines()
            .filter(line -> !line.contains("SQLHelper") && !line.startsWith("'"))
            .filter(line -> !line.startsWith("BACKUP"))
            .reduce("", (all, line) -> all + line + "\r\n");
    LogRun run = only(Logs.runs(without));
    assertThat(run.verdict()).isEqualTo(new Verdict.Completed());
    assertThat(run.accompanying()).hasSize(2);
  }

  @Test
  void where_the_account_is_known_the_remedy_names_it_and_its_name_on_the_network() {
    List<LogRun> runs = new java.util.ArrayList<>();
    BackupLogReader reader =
        new BackupLogReader(Vocabulary.known(), List.of("NT Service\\MSSQL$SQL2016"), runs::add);
    byte[] log = Logs.EXCERPT.getBytes(StandardCharsets.UTF_8);
    reader.accept(log, 0, log.length);
    reader.end();
    assertThat(((Verdict.Failed) only(runs).verdict()).rootCause().diagnosis().remedy())
        .contains("NT Service\\MSSQL$SQL2016", "DOMAIN\\sqlserver$");
  }

  static Stream<Charset> encodings() {
    return Stream.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "windows-1252", "IBM850", "IBM437")
        .map(Charset::forName);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void the_excerpt_says_the_same_in_every_encoding_and_with_every_line_end(Charset charset) {
    for (String end : List.of("\n", "\r", "\r\n")) {
      String log = Logs.EXCERPT.replace("\n", end);
      assertThat(Logs.runs(log.getBytes(charset), Vocabulary.known()))
          .as("%s with %s", charset, end.equals("\n") ? "LF" : end.equals("\r") ? "CR" : "CRLF")
          .isEqualTo(Logs.runs(Logs.EXCERPT));
    }
  }

  @Test
  void wrapped_anywhere_even_within_words_the_cause_is_the_same() {
    String wrapped =
        Logs.EXCERPT
            .replace("Cannot open backup device\n", "Cannot open bac\nkup device\n")
            .replace("is terminating abnormally", "is ter\nminating abnormally");
    assertThat(Logs.failed(wrapped).rootCause().diagnosis().cause())
        .isEqualTo(Logs.failed(Logs.EXCERPT).rootCause().diagnosis().cause());
  }

  @Test
  void cut_anywhere_it_never_claims_a_success() {
    for (int length = 0; length < Logs.EXCERPT.length() - 5; length++) {
      List<LogRun> runs = Logs.runs(Logs.EXCERPT.substring(0, length));
      assertThat(runs)
          .as("the first %d characters", length)
          .extracting(LogRun::verdict)
          .doesNotContain(new Verdict.Completed());
    }
  }
}
