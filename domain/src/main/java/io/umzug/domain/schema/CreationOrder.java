package io.umzug.domain.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which tables and modules can be created: what is needed comes first, and what is
 * independent comes by name. Where things need each other in a circle, that is told.
 */
final class CreationOrder {

  private final Map<ObjectName, Set<ObjectName>> needs = new TreeMap<>();
  private final Set<ObjectName> placed = new LinkedHashSet<>();
  private final Set<ObjectName> circular = new LinkedHashSet<>();

  private CreationOrder() {}

  /**
   * An order.
   *
   * @param names each once
   * @param circular those that stand before something they need
   */
  record Order(List<ObjectName> names, Set<ObjectName> circular) {}

  static Order of(Map<ObjectName, Set<ObjectName>> needs) {
    CreationOrder order = new CreationOrder();
    needs.forEach(
        (name, needed) -> {
          Set<ObjectName> known = new HashSet<>(needed);
          known.retainAll(needs.keySet());
          known.remove(name);
          order.needs.put(name, known);
        });
    order.place();
    return new Order(List.copyOf(order.placed), order.circular);
  }

  /** Deep chains of views are walked without recursion. */
  private void place() {
    for (ObjectName name : needs.keySet()) {
      place(name);
    }
  }

  private void place(ObjectName start) {
    Map<ObjectName, List<ObjectName>> path = new LinkedHashMap<>();
    List<ObjectName> stack = new ArrayList<>();
    stack.add(start);
    while (!stack.isEmpty()) {
      ObjectName name = stack.getLast();
      if (placed.contains(name)) {
        stack.removeLast();
        continue;
      }
      List<ObjectName> left =
          path.computeIfAbsent(name, n -> new ArrayList<>(sorted(needs.getOrDefault(n, Set.of()))));
      left.removeAll(placed);
      if (left.isEmpty()) {
        placed.add(name);
        path.remove(name);
        stack.removeLast();
      } else {
        ObjectName next = left.removeFirst();
        if (path.containsKey(next)) {
          circular.add(name);
        } else {
          stack.add(next);
        }
      }
    }
  }

  private static List<ObjectName> sorted(Collection<ObjectName> names) {
    return names.stream().sorted().toList();
  }
}
