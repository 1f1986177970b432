package io.umzug.rehearsal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a view, procedure, function or trigger and what is known of it.
 *
 * @param definition as sys.sql_modules shows it; null where it is encrypted
 * @param columns what a view or a table-valued function answers with, as far as it is known
 * @param refused why H2 cannot run a view; null where it can, and for everything else
 */
record ModuleDefinition(
    @Nullable String definition,
    boolean ansiNulls,
    boolean quotedIdentifier,
    boolean schemaBound,
    List<ParameterDefinition> parameters,
    List<ColumnDefinition> columns,
    @Nullable TriggerDefinition trigger,
    @Nullable String refused) {

  ModuleDefinition with(List<ColumnDefinition> others, @Nullable String reason) {
    return new ModuleDefinition(
        definition,
        ansiNulls,
        quotedIdentifier,
        schemaBound,
        parameters,
        List.copyOf(others),
        trigger,
        reason);
  }

  ModuleDefinition with(TriggerDefinition other) {
    return new ModuleDefinition(
        definition, ansiNulls, quotedIdentifier, schemaBound, parameters, columns, other, refused);
  }

  /**
   * A parameter.
   *
   * @param id 0 for what a scalar function returns
   * @param tableType object_id of a table type; 0 for none
   */
  record ParameterDefinition(
      int id, String name, ColumnType type, int tableType, boolean output, boolean readOnly) {}

  /**
   * A trigger's own facts.
   *
   * @param events INSERT, UPDATE, DELETE; of a trigger of the database those of DDL, and groups
   * @param first the events for which it comes first; null for none
   * @param last the events for which it comes last; null for none
   */
  record TriggerDefinition(
      List<String> events,
      boolean insteadOf,
      boolean disabled,
      boolean notForReplication,
      @Nullable List<String> first,
      @Nullable List<String> last) {

    TriggerDefinition switched(boolean off) {
      return new TriggerDefinition(events, insteadOf, off, notForReplication, first, last);
    }

    TriggerDefinition ordered(List<String> firsts, List<String> lasts) {
      return new TriggerDefinition(events, insteadOf, disabled, notForReplication, firsts, lasts);
    }

    boolean isFirst(String event) {
      return first != null && first.contains(event);
    }

    boolean isLast(String event) {
      return last != null && last.contains(event);
    }
  }
}
