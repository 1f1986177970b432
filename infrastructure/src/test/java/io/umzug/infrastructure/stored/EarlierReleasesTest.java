package io.umzug.infrastructure.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.domain.migration.Decider;
import io.umzug.domain.migration.Decision.Accepted;
import io.umzug.domain.migration.Evolution;
import io.umzug.domain.migration.Instruction;
import io.umzug.domain.migration.Migration;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.PlanChosen;
import io.umzug.domain.migration.MigrationEvent.RestoreRequested;
import io.umzug.domain.migration.MigrationEvent.StepHeld;
import io.umzug.domain.migration.Underway;
import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What earlier releases stored is approved as it is: {@code plan-c.jsonl} is a whole rehearsal that
 * release 0.1 played, through three faults; {@code others.jsonl} has the kinds of event that did
 * not occur in it.
 */
class EarlierReleasesTest {

  private static final Path RELEASE_0_1 =
      Path.of("src", "test", "resources", "stored-by-release-0.1");

  private static final ObjectMapper JSON = EventJson.mapper();

  /** An event as it is stored. */
  record Stored(String type, JsonNode payload) {

    MigrationEvent read() throws IOException {
      return (MigrationEvent) JSON.treeToValue(payload, StableNames.classOf(type).orElseThrow());
    }

    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Stored> everything() throws IOException {
    return Stream.concat(lines("plan-c.jsonl"), lines("others.jsonl"));
  }

  private static Stream<Stored> lines(String file) throws IOException {
    List<Stored> stored = new ArrayList<>();
    for (String line : Files.readAllLines(RELEASE_0_1.resolve(file), StandardCharsets.UTF_8)) {
      JsonNode node = JSON.readTree(line);
      stored.add(new Stored(node.path("type").asText(), node.path("payload")));
    }
    return stored.stream();
  }

  private static List<MigrationEvent> planC() throws IOException {
    List<MigrationEvent> events = new ArrayList<>();
    for (Stored stored : lines("plan-c.jsonl").toList()) {
      events.add(stored.read());
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("everything")
  void every_event_is_read_with_all_that_it_says(Stored stored) throws Exception {
    JsonNode again = JSON.valueToTree(stored.read());
    assertThat(missing("", stored.payload(), again)).isEmpty();
  }

  /** Where the later form lacks, or says otherwise, what the earlier one says. */
  private static List<String> missing(String where, JsonNode earlier, JsonNode later) {
    List<String> missing = new ArrayList<>();
    if (earlier.isObject()) {
      earlier
          .fieldNames()
          .forEachRemaining(
              field ->
                  missing.addAll(
                      missing(where + "/" + field, earlier.get(field), later.path(field))));
    } else if (earlier.isArray()) {
      for (int i = 0; i < Math.max(earlier.size(), later.size()); i++) {
        missing.addAll(missing(where + "/" + i, earlier.path(i), later.path(i)));
      }
    } else if (earlier.isNumber() && later.isNumber()
        ? earlier.decimalValue().compareTo(later.decimalValue()) != 0
        : !Objects.equals(earlier, later)) {
      missing.add("%s: %s became %s".formatted(where, earlier, later));
    }
    return missing;
  }

  @Test
  void every_kind_of_event_of_release_0_1_is_among_them() throws IOException {
    assertThat(everything().map(Stored::type).distinct())
        .hasSize(35)
        .allMatch(type -> StableNames.classOf(type).isPresent());
  }

  @Test
  void a_whole_move_is_what_it_was() throws IOException {
    assertThat(Evolution.of(planC())).isInstanceOf(Migration.Completed.class);
  }

  @Test
  void the_frozen_procedure_keeps_its_hash_and_is_known_as_one_relocation() throws IOException {
    PlanChosen chosen = (PlanChosen) planC().get(1);
    assertThat(chosen.procedure().hash()).isEqualTo(chosen.hash());
    assertThat(chosen.chosen()).isEqualTo(Choice.of(Plan.C));
    Underway underway = (Underway) Evolution.of(planC().subList(0, 3));
    assertThat(underway.procedure().hash()).isEqualTo(chosen.hash());
    assertThat(underway.procedure().hops()).hasSize(1);
  }

  /** Today's procedure would first survey and keep what the restore overwrites. */
  @Test
  void a_move_that_release_0_1_began_goes_on_by_its_own_procedure() throws IOException {
    List<MigrationEvent> events = new ArrayList<>();
    for (MigrationEvent event : planC()) {
      events.add(event);
      if (event instanceof StepHeld held && held.step() == Step.RESTORE) {
        break;
      }
    }
    Underway underway = (Underway) Evolution.of(events);
    Accepted begun =
        (Accepted) Decider.decide(underway, new Instruction.BeginStep(underway.current().at()));
    RestoreRequested request = (RestoreRequested) begun.events().getLast();
    assertThat(request.workId()).isEqualTo("rehearsal/12/RESTORE_DATABASES/1");
    assertThat(request.backups()).hasSize(4);
  }
}
