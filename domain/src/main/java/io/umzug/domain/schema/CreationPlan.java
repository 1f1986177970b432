package io.umzug.domain.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When tables and modules are created.
 *
 * @param beforeData tables, and the functions that their computed columns need
 * @param lateColumns computed columns of tables that need each other and functions in a circle
 * @param afterData the other functions, and views
 * @param last procedures and triggers, which look their names up when they run
 * @param ofTheDatabase triggers that any later definition or right would fire
 * @param circular those for which no order is right
 */
record CreationPlan(
    List<Step> beforeData,
    Map<Table, List<Column>> lateColumns,
    List<SqlModule> afterData,
    List<SqlModule> last,
    List<SqlModule> ofTheDatabase,
    Set<ObjectName> circular) {

  /** One creation. */
  sealed interface Step {}

  /** Of a table, without the columns that come later. */
  record OfTable(Table table, Set<String> later) implements Step {}

  /** Of a function. */
  record OfModule(SqlModule module) implements Step {}

  static CreationPlan of(DatabaseSchema schema) {
    Map<ObjectName, Table> tables = new TreeMap<>();
    schema.tables().forEach(table -> tables.put(table.name(), table));
    Map<ObjectName, SqlModule> modules = new TreeMap<>();
    schema.modules().stream()
        .filter(module -> module.kind().isFunction() || module.kind() == SqlModule.Kind.VIEW)
        .forEach(module -> modules.put(module.name(), module));
    Map<ObjectName, Set<ObjectName>> needs = needs(tables, modules);
    Set<ObjectName> late =
        tables.keySet().stream()
            .filter(name -> reached(needs, needs.getOrDefault(name, Set.of())).contains(name))
            .collect(Collectors.toSet());
    late.forEach(name -> needs.put(name, Set.of()));
    CreationOrder.Order order = CreationOrder.of(needs);
    Set<ObjectName> early = reached(needs, tables.keySet());

    List<Step> before = new ArrayList<>();
    List<SqlModule> after = new ArrayList<>();
    Map<Table, List<Column>> lateColumns = new LinkedHashMap<>();
    for (ObjectName name : order.names()) {
      Table table = tables.get(name);
      SqlModule module = modules.get(name);
      if (table != null) {
        List<Column> later = late.contains(name) ? computed(table) : List.of();
        if (!later.isEmpty()) {
          lateColumns.put(table, later);
        }
        before.add(
            new OfTable(table, later.stream().map(Column::name).collect(Collectors.toSet())));
      } else if (module != null && early.contains(name)) {
        before.add(new OfModule(module));
      } else if (module != null) {
        after.add(module);
      }
    }
    return new CreationPlan(
        before,
        lateColumns,
        after,
        of(schema, SqlModule.Kind.PROCEDURE, SqlModule.Kind.TRIGGER),
        of(schema, SqlModule.Kind.DATABASE_TRIGGER),
        order.circular());
  }

  private static List<Column> computed(Table table) {
    return table.columns().stream().filter(column -> column.computed() != null).toList();
  }

  private static List<SqlModule> of(DatabaseSchema schema, SqlModule.Kind... kinds) {
    List<SqlModule> found = new ArrayList<>();
    for (SqlModule.Kind kind : kinds) {
      schema.modules().stream().filter(module -> module.kind() == kind).forEach(found::add);
    }
    return found;
  }

  private static Map<ObjectName, Set<ObjectName>> needs(
      Map<ObjectName, Table> tables, Map<ObjectName, SqlModule> modules) {
    Map<ObjectName, Set<ObjectName>> needs = new HashMap<>();
    tables.forEach((name, table) -> needs.put(name, table.dependsOn()));
    modules.forEach(
        (name, module) ->
            needs.put(
                name,
                module.kind().resolvesAtOnce() || module.schemaBound()
                    ? module.dependsOn()
                    : Set.of()));
    return new TreeMap<>(needs);
  }

  /** Everything on the way down from these, with themselves. */
  private static Set<ObjectName> reached(
      Map<ObjectName, Set<ObjectName>> needs, Set<ObjectName> from) {
    Set<ObjectName> reached = new HashSet<>();
    Deque<ObjectName> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      ObjectName name = open.pop();
      if (reached.add(name)) {
        open.addAll(needs.getOrDefault(name, Set.of()));
      }
    }
    return reached;
  }
}
