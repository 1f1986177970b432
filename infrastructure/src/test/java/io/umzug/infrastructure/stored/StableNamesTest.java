package io.umzug.infrastructure.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.umzug.application.saga.CutOverDeadline;
import io.umzug.application.saga.WaitingDeadline;
import io.umzug.application.saga.WorkDeadline;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationEvent.MigrationOpened;
import io.umzug.domain.migration.MigrationEvent.RestoreFailed;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored can be read again, under names that do not hang on classes. */
class StableNamesTest {

  private final ObjectMapper json = EventJson.mapper();

  static Stream<Class<?>> events() {
    return leaves(MigrationEvent.class);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StableNamesTest::leaves).distinct()
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_has_a_name_and_comes_back_as_it_was(Class<?> event) throws Exception {
    String name = StableNames.of(event).orElseThrow();
    assertThat(name).matches("migration\\.[a-z]+(-[a-z]+)*");
    assertThat(StableNames.classOf(name)).contains(event);
    Object original = sample(event);
    String written = json.writeValueAsString(original);
    assertThat(json.readValue(written, event)).isEqualTo(original);
  }

  @Test
  void nothing_else_may_be_stored_or_read() {
    assertThat(StableNames.of(String.class)).isEmpty();
    assertThat(StableNames.classOf("java.lang.String")).isEmpty();
    assertThat(StableNames.of(WorkDeadline.class)).contains("deadline.work");
    assertThat(StableNames.of(WaitingDeadline.class)).contains("deadline.waiting");
    assertThat(StableNames.of(CutOverDeadline.class)).contains("deadline.cut-over");
    assertThat(StableNames.SAGAS).allMatch(saga -> StableNames.of(saga).isPresent());
  }

  @Test
  void an_event_is_readable_json() throws Exception {
    RestoreFailed failed =
        new RestoreFailed(
            new WorkOrder(
                new MigrationId("acme"),
                "production",
                Step.RESTORE,
                Task.RESTORE_DATABASES,
                2,
                1,
                0,
                Site.INTERMEDIATE),
            new Diagnosis("Cause.", List.of("B3", "B7"), "Remedy.", "Msg 3201"));
    assertThat(json.readTree(json.writeValueAsString(failed)))
        .isEqualTo(
            json.readTree(
                """
                {"order": {"migration": "acme", "estate": "production", "step": "RESTORE",
                           "task": "RESTORE_DATABASES", "attempt": 2, "hop": 1, "round": 0,
                           "site": "INTERMEDIATE"},
                 "diagnosis": {"cause": "Cause.", "rules": ["B3", "B7"], "remedy": "Remedy.",
                               "exactText": "Msg 3201"},
                 "differing": []}
                """));
  }

  @Test
  void a_field_that_a_later_release_added_is_no_obstacle() throws Exception {
    JsonNode written = json.valueToTree(sample(MigrationOpened.class));
    ((com.fasterxml.jackson.databind.node.ObjectNode) written).put("addedLater", 1);
    assertThat(json.treeToValue(written, MigrationOpened.class))
        .isEqualTo(sample(MigrationOpened.class));
  }

  /** A value with something in every component, made by the record's own shape. */
  private static Object sample(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list) {
      return List.of(sample(list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return "text";
    }
    if (plain == int.class) {
      return 7;
    }
    if (plain == long.class) {
      return 8L;
    }
    if (plain == Instant.class) {
      return Instant.parse("2026-11-21T20:00:00.123456Z");
    }
    if (plain == boolean.class) {
      return true;
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    RecordComponent[] components = plain.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = sample(components[i].getGenericType());
      types[i] = components[i].getType();
    }
    return plain.getDeclaredConstructor(types).newInstance(values);
  }
}
