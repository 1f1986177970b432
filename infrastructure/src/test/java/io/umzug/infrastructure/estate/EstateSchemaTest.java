package io.umzug.infrastructure.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.Setting.Group;
import io.umzug.infrastructure.estate.Setting.Items;
import io.umzug.infrastructure.estate.Setting.Value;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schema says what the settings are, neither more nor less; another's validator agrees. */
class EstateSchemaTest {

  /** What is set beside estates, by settings of other parts of the service. */
  private static final Set<String> OTHERS =
      Set.of("node", "deadline", "waiting", "cut-over", "backup-manager-log", "postgres");

  private static final JsonNode SCHEMA = EstateSchema.read();
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(EstateSchema.text());

  private final List<String> differences = new ArrayList<>();
  private final Set<Class<?>> compared = new HashSet<>();

  @Test
  void the_schema_and_the_settings_say_the_same_in_both_directions() {
    JsonNode umzug = resolved(SCHEMA.path("properties").path("umzug"));
    assertThat(names(umzug)).containsAll(OTHERS);
    compare(EstateSettings.class, umzug, OTHERS);
    assertThat(differences).isEmpty();
    assertThat(compared).contains(EstateEntry.class, EstateSettings.XPhoneEntry.class);
  }

  @Test
  void every_setting_is_described() {
    SCHEMA
        .path("$defs")
        .properties()
        .forEach(
            definition -> {
              assertThat(definition.getValue().has("title")).as(definition.getKey()).isTrue();
              definition
                  .getValue()
                  .path("properties")
                  .properties()
                  .forEach(
                      setting ->
                          assertThat(setting.getValue().path("description").asString(""))
                              .as(definition.getKey() + "." + setting.getKey())
                              .isNotBlank());
            });
  }

  @Test
  void the_documented_schema_is_the_shipped_one() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "umzug.schema.json")))
        .isEqualTo(EstateSchema.text());
  }

  @Test
  void the_example_validates() throws Exception {
    assertThat(refusals(BrokenExample.whole())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.umzug.infrastructure.estate.BrokenExample#all")
  void what_the_check_refuses_by_the_schema_its_validator_refuses_too(BrokenExample broken)
      throws Exception {
    assertThat(refusals(broken.yaml()).isEmpty()).as(broken.yaml()).isNotEqualTo(broken.bySchema());
  }

  /** A key that is written twice is none of a validator's matters: readers refuse it before. */
  private static List<String> refusals(String yaml) throws Exception {
    JsonNode json;
    try {
      json = json(EstateText.read(yaml).orElseThrow());
    } catch (IllegalStateException twice) {
      return List.of(String.valueOf(twice.getMessage()));
    }
    return VALIDATOR.validate(json.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  /** As YAML 1.2, by which editors go. */
  private static JsonNode json(Setting setting) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (setting) {
      case Group group -> {
        ObjectNode object = nodes.objectNode();
        group
            .pairs()
            .forEach(
                pair -> {
                  if (object.has(pair.key())) {
                    throw new IllegalStateException(pair.key() + " is written twice");
                  }
                  object.set(pair.key(), json(pair.value()));
                });
        yield object;
      }
      case Items items -> {
        ArrayNode array = nodes.arrayNode();
        items.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Value value ->
          switch (value.sort()) {
            case NOTHING -> nodes.nullNode();
            case WHOLE -> nodes.numberNode(Long.parseLong(value.text()));
            case OTHER_NUMBER -> nodes.numberNode(Double.parseDouble(value.text()));
            case YES_NO ->
                value.text().matches("true|false")
                    ? nodes.booleanNode(value.text().equals("true"))
                    : nodes.stringNode(value.text());
            case TEXT -> nodes.stringNode(value.text());
          };
    };
  }

  private void compare(Class<?> type, JsonNode schema, Set<String> others) {
    compared.add(type);
    String where = type.getSimpleName();
    Set<String> settings = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String name = dashed(components[i].getName());
      settings.add(name);
      DefaultValue usual = parameters[i].getAnnotation(DefaultValue.class);
      if (usual == null && !components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(name);
      }
      JsonNode property = schema.path("properties").path(name);
      if (!property.isMissingNode()) {
        setting(where + "." + name, components[i].getGenericType(), property, usual);
      }
    }
    Set<String> known = new TreeSet<>(names(schema));
    known.removeAll(others);
    differ(where + " has the settings", settings, known);
    differ(where + " needs", required, new TreeSet<>(texts(schema.path("required"))));
    if (schema.path("additionalProperties").asBoolean(true)) {
      differences.add(where + ": the schema takes anything");
    }
  }

  private void setting(String where, Type type, JsonNode property, @Nullable DefaultValue usual) {
    JsonNode schema = resolved(property);
    differ(
        where + " is",
        expected(type),
        schema.path("type").isArray() ? "string" : schema.path("type").asString());
    if (type instanceof ParameterizedType list) {
      JsonNode items = resolved(schema.path("items"));
      setting(where + "[]", list.getActualTypeArguments()[0], items, null);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      if (!compared.contains(plain)) {
        compare(plain, schema, Set.of());
      }
      return;
    }
    if (type == Duration.class && !schema.has("pattern")) {
      differences.add(where + " is a time, but the schema asks for no unit");
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      Set<String> constants =
          Arrays.stream(plain.getEnumConstants())
              .map(constant -> canonical(constant.toString()))
              .collect(Collectors.toCollection(TreeSet::new));
      differ(
          where + " is one of",
          constants,
          texts(schema.path("enum")).stream()
              .map(EstateSchemaTest::canonical)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    String shown =
        property.has("default") ? property.path("default").toString().replace("\"", "") : "none";
    String told =
        usual == null ? "none" : usual.value().length == 0 ? "[]" : String.join(",", usual.value());
    differ(where + " is, unless said otherwise,", canonical(told), canonical(shown));
  }

  private void differ(String what, Object settings, Object schema) {
    if (!settings.equals(schema)) {
      differences.add("%s %s; the schema says %s".formatted(what, settings, schema));
    }
  }

  private static String expected(Type type) {
    if (type instanceof ParameterizedType) {
      return "array";
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return "object";
    }
    if (plain == int.class || plain == long.class || plain == Integer.class) {
      return "integer";
    }
    return plain == boolean.class ? "boolean" : "string";
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? SCHEMA.at(schema.path("$ref").asString().substring(1)) : schema;
  }

  private static Set<String> names(JsonNode schema) {
    return new TreeSet<>(schema.path("properties").propertyNames());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String canonical(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
