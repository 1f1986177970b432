package io.umzug.domain.route;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How large the data files of the databases are.
 *
 * @param gigabytes by the database's name; at least one, none negative
 */
public record DatabaseSizes(SortedMap<String, BigDecimal> gigabytes) {

  public DatabaseSizes {
    if (gigabytes.isEmpty() || gigabytes.values().stream().anyMatch(size -> size.signum() < 0)) {
      throw new IllegalArgumentException("At least one database, and no negative size");
    }
    gigabytes = Collections.unmodifiableSortedMap(new TreeMap<>(gigabytes));
  }

  public static DatabaseSizes of(Map<String, BigDecimal> gigabytes) {
    return new DatabaseSizes(new TreeMap<>(gigabytes));
  }

  /** The name of the largest database. */
  public String largest() {
    return gigabytes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /** The size of the largest database, in GB. */
  public BigDecimal most() {
    return Collections.max(gigabytes.values());
  }

  /** The same, but with another size for the largest and none of the others above it. */
  public DatabaseSizes withMost(BigDecimal size) {
    TreeMap<String, BigDecimal> changed = new TreeMap<>(gigabytes);
    changed.replaceAll((_, other) -> other.min(size));
    changed.put(largest(), size);
    return new DatabaseSizes(changed);
  }

  @Override
  public String toString() {
    return gigabytes.entrySet().stream()
        .map(entry -> "%s %s GB".formatted(entry.getKey(), entry.getValue().toPlainString()))
        .collect(Collectors.joining(", "));
  }
}
