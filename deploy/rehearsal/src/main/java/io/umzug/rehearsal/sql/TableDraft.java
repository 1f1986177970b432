package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.IndexDefinition.IndexOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What CREATE TABLE and ALTER TABLE … ADD say, before it has numbers and names. */
final class TableDraft {

  private TableDraft() {}

  /** A column or a constraint. */
  sealed interface Element {}

  /**
   * A column with what stands with it.
   *
   * @param type null for a computed one
   * @param nullable null where nothing is said
   */
  record Column(
      String name,
      @Nullable ColumnType type,
      @Nullable Boolean nullable,
      boolean rowGuid,
      boolean sparse,
      ColumnDefinition.@Nullable Identity identity,
      @Nullable Expression computed,
      boolean persisted,
      List<Constraint> constraints,
      boolean columnSet)
      implements Element {}

  /** A constraint; its name is null where the server is to find one. */
  sealed interface Constraint extends Element {
    @Nullable String name();
  }

  /** A column of a key or index. */
  record KeyColumn(String name, boolean descending) {}

  /**
   * PRIMARY KEY or UNIQUE.
   *
   * @param clustered null where nothing is said
   */
  record Key(
      @Nullable String name,
      boolean primary,
      @Nullable Boolean clustered,
      List<KeyColumn> columns,
      IndexOptions options)
      implements Constraint {}

  record Check(
      @Nullable String name,
      @Nullable String column,
      Expression condition,
      boolean notForReplication)
      implements Constraint {}

  record Default(@Nullable String name, String column, Expression value, boolean withValues)
      implements Constraint {}

  record ForeignKey(
      @Nullable String name,
      List<String> columns,
      ObjectName referenced,
      List<String> referencedColumns,
      String onDelete,
      String onUpdate,
      boolean notForReplication)
      implements Constraint {}

  /** INDEX inside a table's definition, or CREATE INDEX. */
  record Index(
      String name,
      boolean unique,
      String kind,
      List<KeyColumn> columns,
      List<String> included,
      @Nullable Expression filter,
      IndexOptions options)
      implements Element {}
}
