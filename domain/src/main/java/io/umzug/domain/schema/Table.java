package io.umzug.domain.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table. Its foreign keys, checks and indexes are ordered by name.
 *
 * @param compression of the rows where no clustered index keeps them
 * @param dependsOn what its computed columns need: functions, mostly
 * @param temporal null where rows have no period of validity
 * @param dataSpace the filegroup or partition scheme, where it is not the default
 * @param features what the table is beyond an ordinary one
 */
public record Table(
    ObjectName name,
    List<Column> columns,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<Check> checks,
    Compression compression,
    Set<ObjectName> dependsOn,
    @Nullable Temporal temporal,
    @Nullable DataSpace dataSpace,
    Set<Feature> features) {

  /** What a table can be beyond an ordinary one. */
  public enum Feature {
    MEMORY_OPTIMIZED,
    GRAPH,
    EXTERNAL,
    LEDGER,
    FILE_TABLE
  }

  /** Where the rows are. */
  public record DataSpace(String name, boolean partitioned) {}

  /**
   * The columns of a row's validity, and who keeps former rows.
   *
   * @param history null where nobody does
   * @param retention such as {@code 6 MONTH} (SQL Server 2017); null for ever
   */
  public record Temporal(
      String start, String end, @Nullable ObjectName history, @Nullable String retention) {}

  public Table {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    dependsOn = Set.copyOf(dependsOn);
    features = Set.copyOf(features);
  }

  /** The columns whose values a script gives. */
  public List<Column> written() {
    return columns.stream().filter(Column::isWritten).toList();
  }

  public Optional<Column> identity() {
    return columns.stream().filter(column -> column.identity() != null).findFirst();
  }

  Optional<Index> clustered() {
    return indexes.stream().filter(Index::isClustered).findFirst();
  }

  /** A key that tells every row from every other, the clustered one first. */
  public Optional<Index> rowOrder() {
    return indexes.stream()
        .filter(index -> index.unique() && index.filter() == null && !index.disabled())
        .filter(index -> index.kind() != Index.Kind.XML)
        .min(
            Comparator.comparing((Index index) -> !index.isClustered())
                .thenComparing(Index::role)
                .thenComparing(Index::name));
  }
}
