package io.umzug.infrastructure.estate;

import io.umzug.application.estatecheck.Mistake;
import io.umzug.infrastructure.estate.Setting.Group;
import io.umzug.infrastructure.estate.Setting.Items;
import io.umzug.infrastructure.estate.Setting.Pair;
import io.umzug.infrastructure.estate.Setting.Place;
import io.umzug.infrastructure.estate.Setting.Sort;
import io.umzug.infrastructure.estate.Setting.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Holds a file to the schema, in sentences for the person who wrote it. Knows the keywords that the
 * schema uses, and no others.
 */
final class SchemaCheck {

  private static final String DECIMAL = "-?(0|[1-9][0-9]{0,17})";

  /** What a setting was called before, and what to write. */
  private static final Map<String, String> FORMER =
      Map.of(
          "password-file", "credential",
          "password", "credential",
          "trust-store-password-file", "trust-store-credential",
          "trust-store-password", "trust-store-credential");

  private final JsonNode root;
  private final List<Mistake> mistakes = new ArrayList<>();

  private SchemaCheck(JsonNode root) {
    this.root = root;
  }

  static List<Mistake> of(Setting setting) {
    SchemaCheck check = new SchemaCheck(EstateSchema.read());
    check.setting(setting, check.root, "the file", setting.place());
    return check.mistakes;
  }

  private void mistake(Place place, JsonNode schema, String sentence) {
    List<String> rules = texts(schema.path("x-rules"));
    mistakes.add(new Mistake(place.line(), place.column(), sentence, rules));
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    return reference.isMissingNode() ? schema : root.at(reference.asString().substring(1));
  }

  /**
   * @param key the setting's
   * @param owner where that key stands
   */
  private void setting(Setting setting, JsonNode named, String key, Place owner) {
    JsonNode schema = resolved(named);
    if (setting instanceof Value value && value.sort() == Sort.NOTHING) {
      mistake(
          owner, schema, "'%s' has no value. Give it one, or leave the line out.".formatted(key));
      return;
    }
    List<String> types = types(schema);
    switch (setting) {
      case Group group when types.contains("object") -> group(group, schema, owner);
      case Items items when types.contains("array") -> items(items, schema, key);
      case Value value when !types.contains("object") && !types.contains("array") ->
          value(value, schema, types, key);
      default ->
          mistake(
              setting.place(),
              schema,
              "'%s' is %s, not %s.".formatted(key, kind(types.getFirst()), told(setting)));
    }
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? texts(type) : List.of(type.asString("string"));
  }

  private static String kind(String type) {
    return switch (type) {
      case "object" -> "a group of settings";
      case "array" -> "a list: each entry begins with a hyphen";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a text";
    };
  }

  private static String told(Setting setting) {
    return switch (setting) {
      case Group _ -> "a group of settings";
      case Items _ -> "a list";
      case Value value -> "'%s'".formatted(value.text());
    };
  }

  private void items(Items items, JsonNode schema, String key) {
    if (items.items().size() < schema.path("minItems").asInt(0)) {
      mistake(items.place(), schema, "'%s' needs at least one entry.".formatted(key));
    }
    items
        .items()
        .forEach(item -> setting(item, schema.path("items"), "an entry of " + key, item.place()));
  }

  private void group(Group group, JsonNode schema, Place owner) {
    JsonNode properties = schema.path("properties");
    Map<String, Pair> seen = new HashMap<>();
    for (Pair pair : group.pairs()) {
      Pair first = seen.putIfAbsent(pair.key(), pair);
      if (first != null) {
        mistake(
            pair.place(),
            schema,
            "'%s' is written twice; the first one is in line %d."
                .formatted(pair.key(), first.place().line()));
      } else if (properties.has(pair.key())) {
        setting(pair.value(), properties.path(pair.key()), pair.key(), pair.place());
      } else if (!isLeftAlone(pair.key(), schema)) {
        mistake(pair.place(), schema, unknown(pair.key(), schema, names(properties)));
      }
    }
    needed(group, schema, schema, owner, "");
    for (JsonNode rule : schema.path("allOf")) {
      if (applies(rule.path("if"), group)) {
        needed(group, schema, rule.path("then"), owner, " " + description(rule.path("then")));
      }
    }
    JsonNode ways = schema.path("anyOf");
    if (!ways.isMissingNode() && stream(ways).noneMatch(way -> lacking(group, way).isEmpty())) {
      mistake(
          owner,
          schema,
          "%s needs one of %s."
              .formatted(
                  title(schema),
                  stream(ways)
                      .map(way -> "'%s'".formatted(String.join("' with '", lacking(group, way))))
                      .collect(Collectors.joining(" and "))));
    }
  }

  private static boolean isLeftAlone(String key, JsonNode schema) {
    return names(schema.path("patternProperties")).stream()
        .anyMatch(pattern -> Pattern.compile(pattern).matcher(key).find());
  }

  private static String unknown(String key, JsonNode schema, List<String> known) {
    String instead = FORMER.get(key);
    if (instead != null && known.contains(instead)) {
      return "No password and no file of one stands here. Write '%s: NAME', and keep the secret under that name: by 'umzug secret set NAME', in a file or in a variable."
          .formatted(instead);
    }
    for (String name : known) {
      if (Nearest.sameButForSpelling(key, name)) {
        return "Write '%s': settings have small letters and hyphens, and '%s' is none."
            .formatted(name, key);
      }
    }
    String meant = Nearest.didYouMean(key, known);
    return "%s has no setting '%s'.%s"
        .formatted(
            title(schema),
            key,
            meant.isEmpty() ? " It has: %s.".formatted(String.join(", ", known)) : meant);
  }

  private void needed(Group group, JsonNode schema, JsonNode rule, Place owner, String why) {
    for (String key : lacking(group, rule)) {
      JsonNode wanted = schema.path("properties").path(key);
      String about =
          wanted.has("description") ? description(wanted) : description(resolved(wanted));
      List<String> rules = new ArrayList<>(texts(resolved(wanted).path("x-rules")));
      texts(rule.path("x-rules")).stream().filter(id -> !rules.contains(id)).forEach(rules::add);
      mistakes.add(
          new Mistake(
              owner.line(),
              owner.column(),
              "%s lacks '%s'. %s%s".formatted(title(schema), key, about, why).strip(),
              rules));
    }
  }

  private static List<String> lacking(Group group, JsonNode rule) {
    return texts(rule.path("required")).stream().filter(key -> !group.has(key)).toList();
  }

  /** Of what an 'if' may say: keys that are there, and values that are one of some. */
  private static boolean applies(JsonNode condition, Group group) {
    if (!lacking(group, condition).isEmpty()) {
      return false;
    }
    JsonNode properties = condition.path("properties");
    return names(properties).stream()
        .filter(group::has)
        .allMatch(
            key -> {
              JsonNode wanted = properties.path(key);
              String said = group.text(key);
              return wanted.has("const")
                  ? wanted.path("const").asString().equals(said)
                  : texts(wanted.path("enum")).contains(said);
            });
  }

  private void value(Value value, JsonNode schema, List<String> types, String key) {
    String text = value.text();
    List<String> known = texts(schema.path("enum"));
    if (!known.isEmpty()) {
      if (!known.contains(text)) {
        mistake(
            value.place(),
            schema,
            "'%s' cannot be '%s'. It is one of %s.%s"
                .formatted(
                    key,
                    text,
                    String.join(", ", known.stream().distinct().toList()),
                    Nearest.didYouMean(text, known)));
      }
      return;
    }
    switch (types.getFirst()) {
      case "boolean" -> {
        if (value.sort() != Sort.YES_NO || !text.matches("true|false")) {
          mistake(value.place(), schema, "'%s' is true or false, not '%s'.".formatted(key, text));
        }
      }
      case "integer" -> whole(value, schema, key);
      default -> text(value, schema, key);
    }
  }

  private void whole(Value value, JsonNode schema, String key) {
    if (value.sort() != Sort.WHOLE || !value.text().matches(DECIMAL)) {
      mistake(
          value.place(), schema, "'%s' is a whole number, not '%s'.".formatted(key, value.text()));
      return;
    }
    long number = Long.parseLong(value.text());
    long least = schema.path("minimum").asLong(Long.MIN_VALUE);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE);
    if (number < least || number > most) {
      mistake(
          value.place(),
          schema,
          most == Long.MAX_VALUE
              ? "'%s' is at least %d, not %d.".formatted(key, least, number)
              : "'%s' is %d to %d, not %d.".formatted(key, least, most, number));
    }
  }

  private void text(Value value, JsonNode schema, String key) {
    String text = value.text();
    if (value.sort() != Sort.TEXT) {
      mistake(
          value.place(),
          schema,
          schema.has("pattern")
              ? "'%s' cannot be %s. %s".formatted(key, text, form(schema))
              : "'%s' is a text, but YAML takes %s for something else: write '%s' in quotes."
                  .formatted(key, text, text));
    } else if (text.isBlank() && schema.path("minLength").asInt(0) > 0) {
      mistake(value.place(), schema, "'%s' is empty. %s".formatted(key, description(schema)));
    } else if (schema.has("pattern")
        && !Pattern.compile(schema.path("pattern").asString()).matcher(text).find()) {
      mistake(value.place(), schema, "'%s' cannot be '%s'. %s".formatted(key, text, form(schema)));
    }
  }

  private static String form(JsonNode schema) {
    return schema.path("patternErrorMessage").asString("");
  }

  private static String description(JsonNode schema) {
    return schema.path("description").asString("");
  }

  /** At the beginning of a sentence. */
  private static String title(JsonNode schema) {
    String title = schema.path("title").asString("This");
    return title.matches("an? .*")
        ? Character.toUpperCase(title.charAt(0)) + title.substring(1)
        : title.startsWith("the ") ? "The " + title.substring(4) : "'%s'".formatted(title);
  }

  private static List<String> names(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asString).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
