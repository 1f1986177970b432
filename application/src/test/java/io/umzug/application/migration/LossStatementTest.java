package io.umzug.application.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.ArtefactsTransferred;
import io.umzug.domain.migration.MigrationEvent.CsvChecked;
import io.umzug.domain.migration.MigrationEvent.LossAccepted;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossStatementTest {

  private static final MigrationId ACME = new MigrationId("acme");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static RecordedEvent by(String person, MigrationEvent event) {
    return new RecordedEvent(0, NOON, "type", person, "API", event);
  }

  private static ArtefactsTransferred transferred(Step step, int count) {
    return new ArtefactsTransferred(ACME, step, count, "", 0);
  }

  @Test
  void it_says_who_accepted_what_was_carried_over_and_what_is_lost() {
    WorkOrder check =
        new WorkOrder(ACME, "e", Step.CHECK_CSV, Task.CHECK_CSV, 1, 0, 0, Site.TARGET);
    LossStatement statement =
        LossStatement.of(
                List.of(
                    by("anna", new LossAccepted(ACME, Step.ACCEPT_LOSS, "The journal may go.", 0)),
                    by("ben", transferred(Step.TRANSFER_ANNOUNCEMENTS, 12)),
                    by("ben", new CsvChecked(check, new CsvFacts("users.csv", "00", 30))),
                    by("ben", transferred(Step.TRANSFER_USERS, 29)),
                    by("eva", transferred(Step.TRANSFER_USERS, 30))))
            .orElseThrow();
    assertThat(statement.acceptance())
        .isEqualTo(new LossStatement.Acceptance("anna", NOON, "The journal may go."));
    assertThat(statement.usersInCsv()).isEqualTo(30);
    assertThat(statement.moved())
        .extracting(
            LossStatement.Moved::label, LossStatement.Moved::count, LossStatement.Moved::person)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("R6a", 12, "ben"),
            org.assertj.core.groups.Tuple.tuple("R6e", 30, "eva"));
    assertThat(statement.lost()).anyMatch(lost -> lost.contains("journal"));
  }

  @Test
  void without_an_accepted_loss_there_is_none() {
    assertThat(LossStatement.of(List.of(by("ben", transferred(Step.TRANSFER_USERS, 1))))).isEmpty();
  }
}
