package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ModuleDefinition.TriggerDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

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
    ModuleDefinition module = Objects.requireNonNull(trigger.module());
    TriggerDefinition before = Objects.requireNonNull(module.trigger());
    TriggerDefinition after =
        new TriggerDefinition(
            before.events(), before.insteadOf(), disabled, before.notForReplication());
    scope.catalog().put(trigger.with(module.with(after), scope.now()));
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
