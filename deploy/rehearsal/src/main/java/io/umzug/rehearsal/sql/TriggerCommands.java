package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ModuleDefinition.TriggerDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ENABLE and DISABLE TRIGGER, and what triggers mean to a statement that writes. */
final class TriggerCommands {

  private final DefinitionScope scope;

  TriggerCommands(DefinitionScope scope) {
    this.scope = scope;
  }

  /** What follows ENABLE TRIGGER or DISABLE TRIGGER. */
  void run(TokenCursor in, boolean disabled) throws SqlRefusal, SQLException {
    boolean all = in.accept("ALL");
    ObjectName name = all ? null : ObjectName.read(in);
    in.expect("ON");
    if (in.accept("DATABASE")) {
      in.end();
      switchedOfDatabase(name, disabled);
      return;
    }
    CatalogObject parent = scope.table(ObjectName.read(in));
    in.end();
    if (name == null) {
      for (CatalogObject trigger : of(parent)) {
        switched(trigger, disabled);
      }
    } else {
      switched(trigger(parent, name.name()), disabled);
    }
  }

  private void switchedOfDatabase(@Nullable ObjectName name, boolean disabled)
      throws SqlRefusal, SQLException {
    List<CatalogObject> wanted =
        scope.catalog().objects(DatabaseTriggers.KIND).stream()
            .filter(trigger -> name == null || trigger.name().equalsIgnoreCase(name.name()))
            .toList();
    if (wanted.isEmpty() && name != null) {
      throw SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot %s the trigger '%s', because it does not exist or you do not have permission.",
          disabled ? "disable" : "enable",
          name.written());
    }
    for (CatalogObject trigger : wanted) {
      switched(trigger, disabled);
    }
  }

  /** The parameters of sp_settriggerorder. */
  static final List<String> ORDER = List.of("@triggername", "@order", "@stmttype", "@namespace");

  /** sp_settriggerorder. */
  void order(Map<String, @Nullable String> arguments) throws SqlRefusal, SQLException {
    String written = Objects.requireNonNullElse(arguments.get("@triggername"), "");
    String order = Objects.requireNonNullElse(arguments.get("@order"), "");
    String event =
        Objects.requireNonNullElse(arguments.get("@stmttype"), "").toUpperCase(Locale.ROOT);
    ObjectName name = ObjectName.read(new TokenCursor(Lexer.tokens(written)));
    CatalogObject trigger =
        "DATABASE".equalsIgnoreCase(arguments.get("@namespace"))
            ? DatabaseTriggers.named(scope.catalog(), name.name())
            : scope.catalog().object(name.schemaOr("dbo"), name.name());
    if (trigger == null || Objects.requireNonNull(trigger.module()).trigger() == null) {
      throw SqlRefusal.of(
          15165, 16, 1, "Could not find object '%s' or you do not have permission.", written);
    }
    TriggerDefinition facts = DatabaseTriggers.facts(trigger);
    if (facts.insteadOf() || !facts.events().contains(event)) {
      throw SqlRefusal.of(15125, 16, 1, "Trigger '%s' is not a trigger for '%s'.", written, event);
    }
    for (CatalogObject other : scope.catalog().objects(trigger.kind())) {
      TriggerDefinition its = DatabaseTriggers.facts(other);
      if (other.id() != trigger.id()
          && other.parent() == trigger.parent()
          && (order.equalsIgnoreCase("First") ? its.isFirst(event) : its.isLast(event))
          && !order.equalsIgnoreCase("None")) {
        throw SqlRefusal.of(
            15130, 16, 1, "There already exists a '%s' trigger for '%s'.", order, event);
      }
    }
    put(
        trigger,
        facts.ordered(
            changed(facts.first(), event, order.equalsIgnoreCase("First")),
            changed(facts.last(), event, order.equalsIgnoreCase("Last"))));
  }

  private static List<String> changed(@Nullable List<String> before, String event, boolean on) {
    List<String> after = new ArrayList<>(before == null ? List.of() : before);
    after.remove(event);
    if (on) {
      after.add(event);
    }
    return List.copyOf(after);
  }

  /** The names in ALTER TABLE … DISABLE TRIGGER. */
  void switched(CatalogObject parent, TokenCursor in, boolean disabled)
      throws SqlRefusal, SQLException {
    if (in.accept("ALL")) {
      for (CatalogObject trigger : of(parent)) {
        switched(trigger, disabled);
      }
      return;
    }
    do {
      switched(trigger(parent, in.name()), disabled);
    } while (in.acceptSymbol(","));
  }

  private List<CatalogObject> of(CatalogObject parent) {
    return scope.catalog().objects("TR").stream().filter(t -> t.parent() == parent.id()).toList();
  }

  private CatalogObject trigger(CatalogObject parent, String name) throws SqlRefusal {
    return of(parent).stream()
        .filter(trigger -> trigger.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                SqlRefusal.of(
                    4920,
                    16,
                    0,
                    "ALTER TABLE failed because trigger '%s' on table '%s' does not exist.",
                    name,
                    parent.name()));
  }

  private void switched(CatalogObject trigger, boolean disabled) throws SQLException {
    put(trigger, DatabaseTriggers.facts(trigger).switched(disabled));
  }

  private void put(CatalogObject trigger, TriggerDefinition facts) throws SQLException {
    ModuleDefinition module = Objects.requireNonNull(trigger.module());
    scope.catalog().put(trigger.with(module.with(facts), scope.now()));
  }

  /** A trigger that would have to run is no silent nothing. */
  static void refuseFiring(Catalog catalog, CatalogObject table, String event) throws SqlRefusal {
    for (CatalogObject trigger : catalog.objects("TR")) {
      TriggerDefinition facts = Objects.requireNonNull(trigger.module()).trigger();
      if (trigger.parent() == table.id()
          && facts != null
          && !facts.disabled()
          && facts.events().contains(event)) {
        throw SqlRefusal.of(
            50000,
            16,
            1,
            "%s on '%s' would fire the trigger '%s', and this stand-in runs no T-SQL of triggers."
                + " DISABLE TRIGGER makes the statement possible.",
            event,
            table.name(),
            trigger.name());
      }
    }
  }
}
