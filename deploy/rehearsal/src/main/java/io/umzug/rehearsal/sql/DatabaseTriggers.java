package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ModuleDefinition.TriggerDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Triggers of the database: kept with their events, and what would fire one is refused. */
final class DatabaseTriggers {

  /** Their kind in the catalog; they are no objects of a schema, and sys.objects has them not. */
  static final String KIND = "DT";

  private static final List<String> VERBS = List.of("CREATE", "ALTER", "DROP");

  /** What the events are about, with the number of its CREATE in sys.trigger_events. */
  private static final Map<String, Integer> SUBJECTS = new LinkedHashMap<>();

  static {
    SUBJECTS.put("TABLE", 21);
    SUBJECTS.put("INDEX", 24);
    SUBJECTS.put("VIEW", 41);
    SUBJECTS.put("PROCEDURE", 51);
    SUBJECTS.put("FUNCTION", 61);
    SUBJECTS.put("TRIGGER", 71);
  }

  private DatabaseTriggers() {}

  /**
   * One event of a trigger.
   *
   * @param type its number
   * @param group as it was written; null where the event itself was
   */
  record Event(String name, int type, @Nullable String group) {}

  static void requireKnown(String event) throws SqlRefusal {
    if (expanded(event).isEmpty()) {
      throw SqlRefusal.of(
          50000, 16, 1, "This stand-in knows no trigger of the database for %s.", event);
    }
  }

  /** The events that a name stands for; none where it is unknown. */
  static List<Event> expanded(String written) {
    for (Map.Entry<String, Integer> subject : SUBJECTS.entrySet()) {
      String group = "DDL_" + subject.getKey() + "_EVENTS";
      List<Event> all =
          VERBS.stream()
              .map(
                  verb ->
                      new Event(
                          verb + "_" + subject.getKey(),
                          subject.getValue() + VERBS.indexOf(verb),
                          written.equals(group) ? group : null))
              .toList();
      if (written.equals(group)) {
        return all;
      }
      List<Event> single = all.stream().filter(event -> event.name().equals(written)).toList();
      if (!single.isEmpty()) {
        return single;
      }
    }
    return List.of();
  }

  static @Nullable CatalogObject named(Catalog catalog, String name) {
    return TableDefinition.first(
        catalog.objects(KIND), trigger -> trigger.name().equalsIgnoreCase(name));
  }

  static TriggerDefinition facts(CatalogObject trigger) {
    return Objects.requireNonNull(Objects.requireNonNull(trigger.module()).trigger());
  }

  /** A trigger that would have to run is no silent nothing. */
  static void refuseFiring(Catalog catalog, List<Token> statement) throws SqlRefusal {
    String verb = statement.getFirst().text().toUpperCase(Locale.ROOT);
    String event = verb + "_" + subject(statement);
    for (CatalogObject trigger : catalog.objects(KIND)) {
      TriggerDefinition facts = facts(trigger);
      boolean fires =
          !facts.disabled()
              && facts.events().stream()
                  .flatMap(written -> expanded(written).stream())
                  .anyMatch(known -> known.name().equals(event));
      if (fires) {
        throw SqlRefusal.of(
            50000,
            16,
            1,
            "%s would fire the trigger '%s' of the database, and this stand-in runs no T-SQL of"
                + " triggers. DISABLE TRIGGER … ON DATABASE makes the statement possible.",
            event,
            trigger.name());
      }
    }
  }

  private static String subject(List<Token> statement) {
    for (Token token : statement.subList(1, statement.size())) {
      String word = token.text().toUpperCase(Locale.ROOT);
      if (word.equals("PROC")) {
        return "PROCEDURE";
      }
      if (SUBJECTS.containsKey(word)) {
        return word;
      }
      if (!List.of("OR", "ALTER", "UNIQUE", "CLUSTERED", "NONCLUSTERED", "COLUMNSTORE")
          .contains(word)) {
        return "";
      }
    }
    return "";
  }
}
