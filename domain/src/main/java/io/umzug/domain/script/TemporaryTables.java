package io.umzug.domain.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Between which batches a script's temporary tables are used: they end with their session. */
public final class TemporaryTables {

  private static final int MOST = 10_000;

  private record Use(long first, long last) {}

  private final Map<String, Use> uses = new HashMap<>();

  public void mentioned(long batch, Set<String> names) {
    for (String name : names) {
      Use use = uses.get(name);
      if (use != null || uses.size() < MOST) {
        uses.put(name, new Use(use == null ? batch : use.first(), batch));
      }
    }
  }

  /** One that is used both up to this batch and behind it. */
  public Optional<String> across(long batch) {
    return uses.entrySet().stream()
        .filter(entry -> entry.getValue().first() <= batch && entry.getValue().last() > batch)
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}
